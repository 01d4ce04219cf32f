"""The one seam through which work is done: `run(task)`, results in the order of the items."""
