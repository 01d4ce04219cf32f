"""Articles that the pages of these tests are made of: what a clip of each page must give back."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Story:
    """One article. `blocks` are (kind, value): p, h2, quote, ul, ol, table, figure (name, alt, caption)."""

    name: str
    language: str
    title: str
    standfirst: str
    author: str
    by: str
    day: str
    day_words: str
    publication: str
    blocks: tuple[tuple[str, object], ...]


DREDGE = Story(
    "dredge",
    "en",
    "Harbour board ordered a second survey before the dredger sailed",
    "Minutes released on Thursday show that two engineers doubted the depth of the channel in spring.",
    "Ada Marsh",
    "By Ada Marsh",
    "2019-03-14",
    "14 March 2019",
    "The Oriel Gauge",
    (
        (
            "p",
            "The harbour board of Oriel ordered a second survey of the channel weeks before the dredger sailed, according to minutes that were released on Thursday after a request by this newspaper.",
        ),
        (
            "p",
            "Two engineers had told the board in April that the soundings taken over the winter did not agree with the figures in the contract, and that nobody could say which of them were right.",
        ),
        (
            "figure",
            (
                "quay.png",
                "A crane on the quay",
                "The dredger lay idle at the east quay for eleven days. Photo: Jon Reed",
            ),
        ),
        ("h2", "A disagreement over nine metres"),
        (
            "p",
            "The contract promised a channel nine metres deep along its whole length, which the winter survey put at seven metres and a half near the breakwater and somewhat more beyond the bar.",
        ),
        (
            "quote",
            "We were told to sign what we had not measured, and that is the one thing a surveyor must not do.",
        ),
        (
            "p",
            "That sentence stands in a letter by the senior engineer, who left the board in June and did not answer questions about it; the board says that it never received the letter.",
        ),
        (
            "ul",
            (
                "The winter survey, finished in February, found two shoals.",
                "The second survey, in May, found one of them again.",
                "The third was never paid for, as the accounts show.",
            ),
        ),
        ("h2", "What the board says now"),
        (
            "p",
            "A spokeswoman said that the board had followed the advice which it was given, and that the depth would be measured again by an outside firm before the end of the year.",
        ),
        (
            "link",
            (
                "The full minutes are kept in ",
                "the public register of the harbour",
                "https://register.example/minutes",
                ", where anyone may read them without charge.",
            ),
        ),
    ),
)
INTERVIEW = Story(
    "interview",
    "en",
    "“I counted the sand myself”: a surveyor looks back",
    "Miriam Vale spent thirty years measuring the sea floor, and trusts nobody's numbers but her own.",
    "Peter Holm and Ruth Ames",
    "By Peter Holm and Ruth Ames",
    "2020-11-02",
    "November 2, 2020",
    "Slack Water Review",
    (
        (
            "p",
            "Miriam Vale retired from the survey office last month. We met her in the room where the old charts hang, and asked about the numbers that everybody in the town now argues over.",
        ),
        ("strong", "When did you first think that something was wrong?"),
        (
            "p",
            "On a Tuesday, with the lead line in my own hand. The chart said nine metres and the line said seven, and a line does not have an opinion about contracts or elections.",
        ),
        ("strong", "Did you tell anybody?"),
        (
            "p",
            "I told the foreman, who told me to measure again. I did, at high water and at low water, and wrote both down in the book that is now with the inquiry, where it belongs.",
        ),
        ("quote", "A number that nobody may check is a rumour with a decimal point."),
        ("strong", "What should happen next?"),
        (
            "p",
            "They should measure the channel in daylight, with people from both sides on the boat, and print the soundings on the front page on the same day. It would take one morning.",
        ),
        (
            "p",
            "She laughs, and takes a rolled chart from the shelf behind her. It has a hole in it where the shoal should be, made by a coffee cup in the year when she began.",
        ),
    ),
)
LIVE = Story(
    "live",
    "en",
    "Storm Agnes: ferry service stopped as wind reaches the coast",
    "Follow the events of the night as they were reported from harbours along the coast.",
    "Lena Orr",
    "By Lena Orr",
    "2021-10-21",
    "21 October 2021",
    "Coast Daily",
    (
        ("h2", "22.40: Ferries stay in port"),
        (
            "p",
            "The ferry company has stopped all crossings until the morning. Passengers who were on their way are being taken to the school hall, where beds and hot meals are ready for two hundred people.",
        ),
        ("h2", "21.15: Power fails on the point"),
        (
            "p",
            "About nine hundred houses on the point have been without power since a tree fell across the line near the chapel, the network says; crews will not go out before the wind has dropped.",
        ),
        ("h2", "20.05: First gusts above warning level"),
        (
            "p",
            "The lighthouse measured a gust of one hundred and twelve kilometres an hour shortly before eight, which is above the level at which the coast guard asks small boats to return to harbour.",
        ),
        (
            "table",
            (
                ("Station", "Gust", "Time"),
                ("Lighthouse", "112 km/h", "19.52"),
                ("East quay", "98 km/h", "20.01"),
                ("Airfield", "91 km/h", "20.03"),
            ),
        ),
        (
            "p",
            "Forecasters expect the worst between midnight and three, after which the storm should move inland and lose much of its strength over the hills before the morning comes.",
        ),
    ),
)
LISTED = Story(
    "list",
    "en",
    "Five questions that the dredging inquiry has to answer",
    "The hearings begin on Monday; these are the points on which the witnesses contradict one another.",
    "Tom Aske",
    "By Tom Aske",
    "2018-01-08",
    "January 8th, 2018",
    "The Corven Courier",
    (
        (
            "p",
            "On Monday the inquiry into the long dredge will hear its first witnesses in the old customs house. It has six weeks, two judges, and a pile of paper that fills a van, so it will have to choose.",
        ),
        (
            "ol",
            (
                "Who measured the channel in March, and with which instruments?",
                "Why was the second payment made before the second survey had come in?",
                "What became of the log of the hopper barge for the first week of May?",
                "Who told the minister that the channel was open to large ships?",
                "And where did the sand go that was paid for and never seen again?",
            ),
        ),
        (
            "p",
            "None of these is new. Each was asked in the assembly at some point during the past two years, and each time the answer was that an inquiry would look into it when the time came.",
        ),
        (
            "p",
            "The time has come now, and what the witnesses say under oath can be laid beside what they said before the cameras. That alone may be worth the cost of hiring the room for six weeks.",
        ),
        (
            "p",
            "The public may attend, as long as there are chairs; those who come late can listen in the yard, where loudspeakers have been put up by the town at its own expense and risk.",
        ),
    ),
)
GERMAN = Story(
    "german",
    "de",
    "Hafenamt ließ die Fahrrinne ein zweites Mal vermessen",
    "Protokolle zeigen, dass zwei Ingenieure schon im Frühjahr an der Tiefe der Rinne zweifelten.",
    "Jörg Weiß",
    "Von Jörg Weiß",
    "2017-05-23",
    "23. Mai 2017",
    "Küstenbote",
    (
        (
            "p",
            "Das Hafenamt hat die Fahrrinne vor der Einfahrt ein zweites Mal vermessen lassen, bevor der Bagger auslief. Das geht aus Protokollen hervor, die am Donnerstag nach langem Streit veröffentlicht wurden.",
        ),
        (
            "p",
            "Zwei Ingenieure hatten dem Amt im April mitgeteilt, dass die Lotungen des Winters nicht zu den Zahlen im Vertrag passten, und dass niemand sagen könne, welche davon die richtigen seien.",
        ),
        ("h2", "Streit um neun Meter"),
        (
            "p",
            "Der Vertrag versprach auf der ganzen Länge eine Tiefe von neun Metern. Die Vermessung im Winter hatte nahe der Mole nur siebeneinhalb ergeben, und hinter der Barre kaum mehr als acht.",
        ),
        (
            "quote",
            "Wir sollten unterschreiben, was wir nicht gemessen hatten, und genau das darf ein Vermesser niemals tun.",
        ),
        (
            "p",
            "Der Satz steht in einem Brief des leitenden Ingenieurs, der das Amt im Juni verließ. Fragen dazu beantwortete er nicht; das Amt erklärt, den Brief nie erhalten zu haben.",
        ),
        (
            "p",
            "Eine Sprecherin sagte, man sei dem Rat gefolgt, den man bekommen habe. Bis zum Ende des Jahres werde eine Firma von außerhalb die Tiefe noch einmal messen und die Zahlen offenlegen.",
        ),
    ),
)
RUSSIAN = Story(
    "russian",
    "ru",
    "Управление порта дважды измеряло глубину канала до начала работ",
    "Протоколы показывают, что инженеры сомневались в цифрах ещё весной.",
    "Анна Белова",
    "Автор: Анна Белова",
    "2016-09-05",
    "5 сентября 2016 г.",
    "Морской вестник",
    (
        (
            "p",
            "Управление порта заказало второе измерение глубины канала за несколько недель до выхода земснаряда, следует из протоколов, которые были опубликованы в четверг после долгого спора с редакцией.",
        ),
        (
            "p",
            "Два инженера ещё в апреле сообщили управлению, что зимние промеры не совпадают с цифрами в договоре и что никто не может сказать, какие из этих цифр верны, а какие нет.",
        ),
        ("h2", "Спор о девяти метрах"),
        (
            "p",
            "По договору канал должен был иметь глубину девять метров на всём протяжении, тогда как зимние промеры показали семь с половиной метров у волнолома и немного больше за отмелью.",
        ),
        (
            "quote",
            "Нам велели подписать то, чего мы не измеряли, а именно этого гидрограф делать не должен никогда.",
        ),
        (
            "p",
            "Эта фраза стоит в письме старшего инженера, который ушёл из управления в июне и на вопросы не ответил; в управлении утверждают, что такого письма никогда не получали.",
        ),
        (
            "p",
            "Представитель управления сказала, что порт следовал советам специалистов и что глубину до конца года ещё раз измерит сторонняя фирма, а все цифры будут открыты для жителей города.",
        ),
    ),
)
ARABIC = Story(
    "arabic",
    "ar",
    "هيئة الميناء أمرت بمسح ثان للقناة قبل إبحار الجرافة",
    "المحاضر تبين أن مهندسين شككا في عمق القناة منذ فصل الربيع الماضي.",
    "ليلى حداد",
    "بقلم: ليلى حداد",
    "2015-06-11",
    "11 يونيو 2015",
    "صحيفة الساحل",
    (
        (
            "p",
            "أمرت هيئة الميناء بإجراء مسح ثان لقناة الملاحة قبل أسابيع من إبحار الجرافة، وذلك وفقا للمحاضر التي نشرت يوم الخميس بعد طلب تقدمت به هذه الصحيفة قبل عامين من الآن.",
        ),
        (
            "p",
            "وكان مهندسان قد أبلغا الهيئة في أبريل أن قياسات الشتاء لا تتفق مع الأرقام الواردة في العقد، وأن أحدا لا يستطيع أن يقول أي الأرقام هي الصحيحة وأيها ليست كذلك.",
        ),
        ("h2", "خلاف على تسعة أمتار"),
        (
            "p",
            "وعد العقد بقناة عمقها تسعة أمتار على طولها كله، أما مسح الشتاء فقد أظهر أن العمق سبعة أمتار ونصف المتر قرب حاجز الأمواج وأكثر من ذلك بقليل خلف الحاجز الرملي.",
        ),
        (
            "quote",
            "طلب منا أن نوقع على ما لم نقسه بأنفسنا، وهذا هو الشيء الوحيد الذي لا يجوز للمساح أن يفعله.",
        ),
        (
            "p",
            "وردت هذه الجملة في رسالة كتبها كبير المهندسين الذي ترك الهيئة في يونيو ولم يجب عن الأسئلة، بينما تقول الهيئة إنها لم تتسلم تلك الرسالة في أي وقت من الأوقات.",
        ),
        (
            "p",
            "وقالت المتحدثة باسم الهيئة إن الميناء اتبع المشورة التي قدمت له، وإن شركة من خارج المدينة سوف تقيس العمق مرة أخرى قبل نهاية العام وتنشر الأرقام كلها على الناس.",
        ),
    ),
)
JAPANESE = Story(
    "japanese",
    "ja",
    "港湾局、浚渫船の出港前に航路の再測量を指示していた",
    "公開された議事録によると、二人の技師が春の時点で水深に疑問を抱いていた。",
    "山田花子",
    "文／山田花子",
    "2022-07-01",
    "2022年7月1日",
    "潮見新聞",
    (
        (
            "p",
            "港湾局が浚渫船の出港の数週間前に航路の再測量を指示していたことが、本紙の請求を受けて木曜日に公開された議事録から明らかになった。再測量の費用は公表されていない。",
        ),
        (
            "p",
            "二人の技師は四月、冬の間に行われた測深の結果が契約書の数字と一致せず、どちらが正しいのか誰にも分からないと局に伝えていた。局はこの報告を記録に残していなかった。",
        ),
        ("h2", "九メートルをめぐる対立"),
        (
            "p",
            "契約では航路の全長にわたって水深九メートルが約束されていたが、冬の測量では防波堤の近くで七メートル半しかなく、砂州の先でもわずかに深いだけだったという。",
        ),
        ("quote", "測っていないものに署名せよと言われた。それは測量士が決してしてはならないことだ。"),
        (
            "p",
            "この一文は六月に局を去った主任技師の手紙にあるもので、本人は質問に答えなかった。局はそのような手紙を受け取ったことは一度もないと説明している。",
        ),
        (
            "p",
            "局の広報担当者は、与えられた助言に従っただけだと述べ、年末までに外部の会社が水深を改めて測り、すべての数字を市民に公開すると約束した。",
        ),
    ),
)
STORIES = (DREDGE, INTERVIEW, LIVE, LISTED, GERMAN, RUSSIAN, ARABIC, JAPANESE)
