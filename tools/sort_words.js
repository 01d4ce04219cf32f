// Sort the words of tests/model/sorted_words.json anew, each list by its language: the reference of that test.
//
//     node tools/sort_words.js tests/model/sorted_words.json
//
// Node needs full ICU: `node -p "new Intl.Collator('cs').compare('ch', 'h')"` says 1.

const fs = require("fs");
const file = process.argv[2];
const lists = Object.entries(JSON.parse(fs.readFileSync(file, "utf8"))).map(([language, words]) => {
  const { compare } = new Intl.Collator(language, { numeric: true });
  return `${JSON.stringify(language)}: ${JSON.stringify(words.sort(compare)).replaceAll('","', '", "')}`;
});
fs.writeFileSync(file, `{\n${lists.join(",\n")}\n}\n`);
