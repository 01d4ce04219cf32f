"""Lines that belong to the site around an article, known by their words: each kind with its reason."""

import re
from typing import Final

from dossierpress.model.wordcount import words_of

# Kinds of lines, with what betrays them. Lines are short: a paragraph that mentions a newsletter is none.
_KINDS: Final[tuple[tuple[str, int, str], ...]] = (
    (
        "comment form",
        30,
        r"(?:leave|post|write|add) a (?:reply|comment)|your e-?mail address will not be published|required fields"
        r"|^(?:\d+ )?(?:comments?|commentaires?|comentarios?|kommentare?|комментари[ия]|评论|コメント)(?: ?\(?\d*\)?)?:?$"
        r"|^(?:what do you think\??|tell us what you think.*|join the (?:conversation|discussion).*|view comments"
        r"|sign in to comment|log ?in to (?:reply|comment).*|cancel reply|post comment|submit comment"
        r"|kommentar schreiben|laisser un commentaire|deja un comentario|оставить комментарий)$"
        r"|comentários com textos ininteligíveis|be the first to comment|^no comments yet",
    ),
    (
        "newsletter or app",
        45,
        r"sign up (?:for|to|here)|subscribe (?:to|now|today|here)|(?:get|receive) (?:the|our|your) (?:latest|day|daily|top|free|best)"
        r"|newsletter|(?:to|in|into) your (?:inbox|letterbox)|download (?:our|the) (?:free )?(?:app|ebook)|baixe agora|push notifications"
        r"|melden sie sich .* an|abonnez-vous|suscríbete|подпи(?:шитесь|саться)|^on the go by clicking|by clicking here$|click here for more information",
    ),
    (
        "share and follow buttons",
        24,
        r"^(?:share|tweet|pin|print|e-?mail|whatsapp|facebook|twitter|linkedin|reddit|telegram|copy link|save|bookmark|teilen|drucken|partager"
        r"|compartir|поделиться|like)\b(?:[\s:|·,]*(?:share|this|on|via|article|story|tweet|pin|print|e-?mail|whatsapp|facebook|twitter|linkedin|reddit"
        r"|telegram|copy|link|x|\d+|teilen|drucken|page|with|a|friend))*[\s.!…]*$"
        r"|share (?:this|it|all)\b|^follow (?:us|him|her|me|them|@|on|the|[A-Z]\S+)|follow us on|like (?:this story|us on)"
        r"|^(?:reach|contact) the (?:reporters?|authors?|writers?)|^have a tip\?|^write to .{3,40} at \S+@|^e-?mail .{3,40} at \S+@"
        r"|may be reached at \S+@|^twitter\.com/|^\S+@\S+\.\w+$|^@\w+$",
    ),
    (
        "related links",
        30,
        r"^(?:related|read (?:more|also|next)|see also|also (?:on|read)|more (?:on|from|about|stories|great|like this|news)|don.?t miss|you (?:may|might) (?:also )?like"
        r"|recommended|most (?:read|popular)|trending|up next|next up|further reading|also read|must read|lesen sie (?:auch|mehr)|mehr (?:zum thema|dazu)"
        r"|das könnte sie|à lire (?:aussi|également)|lire aussi|sur le même sujet|te puede interesar|lee también|leia (?:também|mais)|читайте также|по теме"
        r"|اقرأ أيضا|相关(?:阅读|新闻)|関連記事|watch(?: next| now| live)?|listen(?: to)?|download|itunes|photos?|gallery|video)\b ?(?:posts?|articles?|stories|news|links?|coverage|topics|this|also)?\s*(?:[:：|›»]|$|.{0,6}https?://)"
        r"|^(?:related(?: post| article| story)?|read more|read also|see also|also read|more)\s*[:：]",
    ),
    (
        "tags",
        60,
        r"^(?:tags?|topics?|filed under|posted in|categor(?:y|ies|ia|ie)|keywords|schlagw[oö]rter|themen|mots-clés|etiquetas|теги|метки|标签|タグ|الوسوم)\s*(?:[:：|]|$)",
    ),
    (
        "copyright",
        70,
        r"(?:^|\s)(?:©|ⓒ|\(c\)|copyright)\s.{0,60}(?:\d{4}|reserved|ltd|inc)|all rights reserved|alle rechte vorbehalten|tous droits réservés"
        r"|todos los derechos|все права защищены|for your personal, non-?commercial use|무단전재|版权所有|無断転載|may not be (?:published|reproduced|republished), ",
    ),
    (
        "advertisement",
        14,
        r"^(?:advertisement|advertising|anzeige|werbung|publicité|publicidad|реклама|广告|広告|sponsored(?: content| by.*)?|promoted|إعلان"
        r"|story continues below.*|article continues (?:below|after).*|continue reading below.*|scroll to continue.*|continue reading the main story|\[ad\]|ad)$",
    ),
    (
        "cookie notice",
        80,
        r"\b(?:we|this (?:site|website)) uses? cookies|cookie (?:policy|settings|preferences)|accept (?:all )?cookies|consent to (?:our|the) use of cookies",
    ),
    (
        "site menu",
        12,
        r"^(?:skip to (?:main )?(?:content|navigation)|menu|search|home|log ?in|sign in|register|subscribe|back to top|toggle navigation|close|open|next|prev(?:ious)?"
        r"|next (?:article|post|story)|previous (?:article|post|story)|show more|load more|see more|read more|view all|play|pause|mute|loading.*|zurück|weiter|suche|buscar|поиск|меню|главная"
        r"|0:\d\d|advertise|contact(?: us)?|about(?: us)?|privacy(?: policy)?|terms(?: of (?:use|service))?|print this page|listen to (?:this )?article.*"
        r"|\d+ min(?:ute)?s? read|(?:tempo de leitura|lesezeit|temps de lecture|reading time)\s*:.*|\d+ (?:shares?|views?|likes?))$",
    ),
    (
        "error of a widget",
        20,
        r"(?:app|api) key not set|an error (?:has )?occurred|please (?:check|enable) (?:your )?(?:settings|javascript|cookies)|javascript is (?:disabled|required)"
        r"|your browser (?:does not|doesn.t) support|failed to load|please try again later",
    ),
)
_COMPILED: Final = tuple((kind, most, re.compile(pattern, re.IGNORECASE)) for kind, most, pattern in _KINDS)
_PAYWALL: Final = re.compile(
    r"(?:subscribe|sign in|log in|register|become a (?:subscriber|member)|start your (?:free )?trial)\s+(?:now )?to\s+(?:continue|keep|read|unlock|access|view)"
    r"|(?:this|the) (?:article|story|content) is (?:only )?(?:for|available (?:only )?(?:to|for)|reserved for|exclusive to) (?:our )?(?:subscribers|members|registered)"
    r"|to (?:continue|keep) reading|already a subscriber|subscribers? only|for subscribers only|continue reading (?:with|for)"
    r"|you(?:.ve| have) (?:reached|read|used) (?:your|all|the) .{0,30}(?:free|limit)|read the (?:full|rest of the) (?:article|story)"
    r"|weiterlesen mit|jetzt weiterlesen|nur für abonnenten|réservé aux abonnés|il vous reste .{1,12} de cet article|solo para suscriptores|hazte suscriptor"
    r"|только для подписчиков|по подписке|订阅后|登录后(?:阅读|查看)|会員限定|有料会員|للمشتركين فقط",
    re.IGNORECASE,
)


def furniture(text: str) -> str:
    """What kind of furniture a line is, such as `share and follow buttons`; empty when its words do not say."""
    size = len(words_of(text))
    for kind, most, pattern in _COMPILED:
        if size <= most and pattern.search(text):
            return kind
    return ""


def asks_to_subscribe(text: str) -> bool:
    """Whether a line says that the rest is for subscribers."""
    return len(words_of(text)) <= 60 and _PAYWALL.search(text) is not None
