"""Ask: what kind of thing a question asks for, as a table of wordings in both languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from corpus import FactKind


class Ask(StrEnum):
    """What a question asks for."""

    CHAT = "chat"
    HOLDINGS = "holdings"
    COMPARE = "compare"
    DOC_NUMBER = "document number"
    ISSUE_DATE = "issue date"
    ISSUER = "issuer"
    BASIS = "basis"
    WHOLE = "whole text"
    ANNEX = "annex"
    RELEASE = "release"
    TITLE = "title"
    ADDRESSEE = "addressee"
    COPY = "copies"
    SIGNER = "signer"
    CONTACT = "contact"
    FORCE = "force"
    LABEL = "label"
    DUTIES = "duties of a unit"
    FREQUENCY = "frequency"
    TIME = "time limit"
    SHARE = "share"
    COUNT = "count"
    WHO = "who"
    CHANNEL = "channel"
    WHAT = "what"


METADATA = frozenset(
    {
        Ask.DOC_NUMBER, Ask.ISSUE_DATE, Ask.ISSUER, Ask.BASIS, Ask.WHOLE, Ask.ANNEX, Ask.RELEASE, Ask.TITLE,
        Ask.ADDRESSEE, Ask.COPY, Ask.SIGNER, Ask.CONTACT, Ask.FORCE, Ask.LABEL,
    }
)  # fmt: skip
"""What is asked of a notice as a document, not of a duty in it."""

VALUE_KINDS: Mapping[Ask, tuple[frozenset[FactKind], ...]] = {
    Ask.TIME: (frozenset({FactKind.TIME_LIMIT, FactKind.DATE}), frozenset({FactKind.FREQUENCY})),
    Ask.FREQUENCY: (frozenset({FactKind.FREQUENCY}), frozenset({FactKind.QUOTA})),
    Ask.SHARE: (frozenset({FactKind.PERCENTAGE}),),
    Ask.COUNT: (frozenset({FactKind.QUOTA, FactKind.FREQUENCY}), frozenset({FactKind.PERCENTAGE})),
    Ask.WHO: (frozenset({FactKind.RESPONSIBLE_UNIT}),),
}
"""The kinds of fact that answer each kind of question for a value, the most fitting first."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The wordings that show one kind of question; tried in the order of the table, all that match are kept."""

    ask: Ask
    zh: re.Pattern[str]
    en: re.Pattern[str]


def _wording(ask: Ask, zh: str, en: str) -> Wording:
    return Wording(ask, re.compile(zh), re.compile(en, re.IGNORECASE))


_NEVER = r"(?!x)x"
_DOCUMENT_ZH = r"(?:通知|文件|要点|方案|办法|意见|规定|细则|条例|文|这份|这个|该|它)"
_DOCUMENT_EN = r"(?:notice|document|plan|scheme|key points|work points|circular|rules|measures|text|opinions?|guidelines|regulations?|list|letter)"
# Whoever issues a document; offices publish much else: 疫情信息谁发布.
_ISSUER_ZH = r"(?:谁|哪个?[^，。？?]{0,4}(?:机关|单位|部门|政府|机构))"
_OTHER_WH = r"\b(?:who|whom|whose|what|which|how|where)\b"
_WHEN = rf"^(?:(?!{_OTHER_WH}).)*?\bwhen\b(?!.*,\s*{_OTHER_WH})|\band when\b|\bwhen\??$"
"""When as a question; behind another question word, and in front of one, it begins a clause of its own."""
MONEY_EN = (
    r"what(?:.s| is| was| are)(?: [\w-]+){0,4} (?:fine|fee|fees|cost|costs|price|budget|salary|fare|rent|tuition)\b"
)
"""English questions for an amount of money that have no how much in them."""

WORDINGS = (
    _wording(
        Ask.CHAT,
        r"^(?:你好|您好|嗨|哈喽|早上好|下午好|晚上好|谢谢|多谢|再见|辛苦了)[啊呀呢吗！!。,，~ ]*$|你是谁|你叫什么|讲个?笑话|说个?笑话|天气|股票|彩票|帮我(?:写|订|买|画|翻译|起草|编)|(?:写|作)(?:一)?(?:首|篇|封|段)|翻译(?:一下|成)|吃什么|几点了|今天星期几",
        r"^(?:hi|hello|hey|thanks|thank you|good (?:morning|afternoon|evening)|bye)\b[\s!.,]*$|who are you|tell me a joke|weather|stock price|lottery|write (?:me )?(?:a|an) (?:poem|song|letter|essay|speech|email|story)|translate (?:this|the following)|book (?:me )?a|what time is it",
    ),
    _wording(
        Ask.HOLDINGS,
        r"(?<![据料策业章规题报务])库(?:里|中|内)(?:[^，。？?]{0,10})(?:最新|最近|到几月|到哪[年月天]|多少份|几份|有几|有多少|哪些(?:通知|文件|地方|地区|年份|城市|市县|单位)|没(?:有|能)?(?:认|读|识别)|未(?:能)?(?:识别|读)|收录|都有|有什么|有哪些)|(?:语料库?|知识库)(?:里|中|内)?(?:有|收|最新|都)|哪[几些](?:份|个)?(?:通知|文件)?(?:没有?|未能?)(?:被)?(?:能)?(?:认出|读出|读进|识别|读懂|收进|读取)|(?:收录|收|录入)了?(?:哪些|几|多少)(?:份|个|篇)?(?:通知|文件|地方|城市|年份)|有(?:哪些|几个|多少个?)(?:地方|城市|市县|年份|地区)的(?:通知|文件)|你(?:这里|这儿|手里|手上|们)?(?:都)?有(?:哪些|多少|几)份?(?:通知|文件)|最新的?(?:一份)?(?:通知|文件)是(?:哪|什么)",
        r"(?:newest|latest|most recent|how many|which|what|how (?:recent|up to date)).{0,40}\b(?:in|does|do|of|is|are) (?:the|your|this) (?:corpus|library|index|database)\b|\b(?:corpus|library|index)\b.{0,30}\b(?:hold|held|contain|newest|latest|up to date)|(?:which|what|how many) (?:files?|notices?|documents?) (?:could|were|was|did|have|has) ?(?:not|n.t) (?:be )?(?:been )?(?:read|recogni[sz]ed|parsed)|(?:which|what|how many) (?:notices|documents|places|years) (?:do you (?:have|hold|cover|know)|are (?:held|covered))|(?:what|which) is the (?:newest|latest|most recent) (?:notice|document)\b",
    ),
    _wording(
        Ask.COMPARE,
        r"区别|不同|差异|差别|比较|对比|相比|哪个更|哪家更|谁更|各是|各有|各自|分别|[两三四五几]地|一样吗|是否一致|一致吗|哪些(?:地方|城市|市县|通知)",
        r"\bdiffer|compar|versus|\bvs\b|respectively|\bboth\b|each (?:of the )?(?:notice|place|cit)|which (?:notices|places|cities)|same (?:in|as|for)",
    ),
    _wording(
        Ask.BASIS,
        r"(?:依据|根据|按照|贯彻|落实|参照|遵照)[^，。？?]{0,8}(?:哪|什么|何|几)[^，。？?]{0,6}(?:文|通知|要点|上级|法)|依据是|哪些?(?:上级)?(?:文件|法规)[^，。？?]{0,4}(?:依据|制定|来的)|为依据|上位|(?:引用|转发|贯彻|依据|根据)(?:了|的)[^，。？?]{0,16}(?:文件|通知|文号|要点)|(?:哪|什么|几)[份个些][^，。？?]{0,6}(?:上级|国家|省里|省级|市级|国办)[^，。？?]{0,6}(?:文|通知|要点)",
        r"(?:which|what) [\w\s-]{0,40}(?:documents?|notices?|plans?|rules?) (?:does|do|did) .{0,40}(?:rest|rely|build|draw|stand|base itself)s? (?:up)?on|based on (?:what|which)|(?:is|are|was|were) .{0,60}based on|on what basis|basis (?:of|for) (?:this|the) (?:notice|plan|document)|legal basis|pursuant|in accordance with (?:which|what)|(?:which|what) (?:higher|upper|superior|national|provincial|municipal)[\w\s-]{0,20}(?:document|notice|plan)|(?:implement|follow|cite)s? (?:which|what)|what (?:documents?|notices?) (?:does|do|is|are) .{0,40}(?:based|cite|implement|rely|follow|draw)",
    ),
    _wording(
        Ask.DOC_NUMBER,
        r"文号|发文字号|发文号|字号是|哪一号文|几号文|编号是",
        r"(?:document|doc\.?|reference|issue|notice|file|official) ?(?:number|no\b|num)|which number|reference is",
    ),
    _wording(
        Ask.ADDRESSEE,
        rf"主送|受文(?:单位|机关)|{_DOCUMENT_ZH}[^，。？?]{{0,6}}(?:是|都)?(?:印|下)?发(?:给|到|至|往)了?(?:谁|哪)",
        rf"\b(?:to whom|who(?:m)?) .{{0,40}}\b(?:addressed|sent) to|\baddressed to (?:whom|which|what)|\baddressees?\b|(?:to whom|who) (?:is|was|are|were) .{{0,40}}{_DOCUMENT_EN}.{{0,12}} (?:addressed|sent)\b|to whom (?:is|are|was|were) (?:it|they) (?:addressed|sent)",
    ),
    _wording(
        Ask.COPY,
        r"抄\s*送|抄\s*报|分送",
        r"\bcopied to\b|\bcc'?d\b|\bcop(?:y|ies) (?:list|go|went|sent|to)\b|copy recipients",
    ),
    _wording(
        Ask.SIGNER,
        r"签发人|谁签发|(?:哪[位个]|什么)(?:领导|人)[^，。？?]{0,3}签",
        rf"who signed (?:off )?.{{0,30}}{_DOCUMENT_EN}|signatory|\bsigner\b",
    ),
    _wording(
        Ask.CONTACT,
        r"联系人|联系电话|咨询电话|联系方式|电话(?:号码?)?(?:是|给|有)?(?:多少|几号|我|吗|没有)|有(?:没有)?(?:联系)?电话|找谁(?:问|咨询)",
        r"(?:phone|telephone|contact) (?:number|person|details)|whom? (?:do|can|should|to) (?:i |we )?(?:call|contact|phone)\b",
    ),
    _wording(
        Ask.FORCE,
        rf"(?:{_DOCUMENT_ZH}[^，。？?]{{0,10}}|^)(?:从|自|打)?(?:什么时候|啥时候|何时|哪天|哪一天|几[月号日]|哪年)[^，。？?]{{0,3}}(?:开?始|起)?(?:生效|施行|实施|执行)|(?:施行|实施|生效|执行|失效)(?:日期|时间)|有效期|(?:还|是否|有没有)(?:有效|失效|作废|废止)|什么时候(?:到期|失效|作废)",
        r"(?:when|what date|which day|since when|from when).{0,60}\b(?:in force|take effect|takes effect|took effect|effective|come into (?:force|effect)|expire)|period of validity|valid (?:until|for|till)|still (?:valid|in force)|effective date|expiry",
    ),
    _wording(
        Ask.LABEL,
        r"索引号|主题分类|体裁分类|有效性|时效性|效力状态|公开(?:方式|形式|类别|属性|选项)(?:是(?:什么|啥|哪)|标|写|印|呢|[？?。，,\s]|$)|浏览次数|浏览了?多少次|信息来源|登记号|统一编号",
        r"index number|subject class|validity status|view count",
    ),
    _wording(
        Ask.WHOLE,
        r"完整|全文|不全|(?:是不是|是|不)全的?|全吗|全了吗|残缺|截断|中断|缺了|缺失|齐全|断了|没写完|到头",
        r"complete|whole text|full text|cut off|truncat|entire|missing part|in full",
    ),
    _wording(Ask.ANNEX, r"附件|附表|附录", r"\bannex|attachment|appendi|enclosure"),
    _wording(
        Ask.RELEASE,
        rf"{_DOCUMENT_ZH}[^，。？?]{{0,8}}(?:能不能|可以|是否|可不可以)[^，。？?]{{0,3}}(?:对外)?公开|此件|公开属性是|标注?的?公开|对外公开，?文上",
        r"(?:can|may|is) (?:this|the) .{0,20}(?:document|notice).{0,20}(?:be )?(?:public|released|published)\??$|marked for (?:public )?release|release status",
    ),
    _wording(
        Ask.ISSUER,
        rf"{_ISSUER_ZH}[^，。？?]{{0,4}}(?:印发|制发|发文|落款)|发文(?:机关|单位)|落款(?:单位|是谁|机关)|印发(?:机关|单位)"
        rf"|{_DOCUMENT_ZH}[^，。？?]{{0,12}}{_ISSUER_ZH}[^，。？?]{{0,4}}(?:发|下发|出台)"
        rf"|{_ISSUER_ZH}[^，。？?]{{0,2}}(?:发|下发|出台)[^，。？?]{{0,20}}{_DOCUMENT_ZH}|^[是由]?谁发的[？?]?$",
        r"who (?:issued|published|released|signed|sent out)|issued by|issuing (?:body|authority|office|agency)|which (?:office|body|authority|department|agency|government) (?:issued|published|released)",
    ),
    _wording(
        Ask.ISSUE_DATE,
        rf"(?:印发|成文|落款|发文|签发|下发|发布)(?:(?:机关|单位)[和与及、])?(?:日期|时间|日子)|{_DOCUMENT_ZH}(?:到底|究竟|最早|又)?是?在?(?:哪天|哪一天|何时|什么时候|几月几[日号]|哪年)(?:正式)?(?:印发|发布|发的|发文|下发|成文|落款|出台|印的)(?:的|了)?(?:[？?，,。]|$)|(?:什么时候|哪天|何时|几月几[日号])(?:印发|下发|出台|发的)[^，。？?]{{0,3}}(?:通知|文件|要点|方案)?[？?]?$",
        rf"(?:date of (?:issue|signature|the)|issue date|issuance date|\bdated\b|(?:when|what date|which day).{{0,60}}{_DOCUMENT_EN}.{{0,30}}(?:issued|dated|signed|published|released|printed|posted)\b|when (?:was|were) .{{0,60}}(?:issued|dated|signed|released|printed)\b|(?:when|what date|which day) did .{{0,60}}(?:issue|sign|release|publish|print) .{{0,30}}{_DOCUMENT_EN})",
    ),
    _wording(
        Ask.TITLE,
        r"标题是|全称|名称是什么|叫什么名|题目是|号是(?:一份)?(?:什么|哪份|哪个)(?:文件|通知|文)?|是什么文件",
        r"(?:full )?title|what is it called|full name of",
    ),
    _wording(
        Ask.DUTIES,
        r"(?:哪些|所有|全部|哪几[项条]|有什么|几项|什么)(?:的)?(?:任务|工作|事项|事|活|条款|职责)|(?:任务|工作|事项|职责|活儿?|事儿?)(?:都|全)?(?:有|是)?(?:哪些|啥|清单|列[一表出个全]|说全)|(?:任务|职责|分工)[？?。]?$|(?:要|得|该|都)?(?:做|干|管|承担|负责)(?:些|点)?(?:哪些|什么|啥|嘛)(?:事|活|任务|工作)?[？?。]?$|负责(?:哪些|什么|啥|哪几)|列为责任单位|作为责任单位|被点名",
        r"(?:which|what|what are|all|list|every|each)(?: of)?(?: the)? (?:tasks?|duties|clauses|items|jobs|responsibilities|work)|responsible for what|(?:tasks|duties|items|clauses) (?:is|are|does|do|assigned|for which|name)",
    ),
    _wording(
        Ask.FREQUENCY,
        r"次数|几次|多少次|几回|多少回|几趟|多久[^，。？?]{0,6}一[次回遍]|频率|频次|几期|多少期|几场|多少场|几轮|每(?:年|季度|月|周|半年)[^，。？?]{0,12}(?:几|多少)|隔多久|多长时间[^，。？?]{0,4}一次|几遍",
        r"how often|how many times|how frequent|frequency|how many (?:sessions|events|rounds|issues|briefings)|times (?:a|per) (?:year|month)",
    ),
    _wording(
        Ask.SHARE,
        r"百分之|百分比|比例|占比|权重|分值|多少%|几成|几个点|率[^，。？?]{0,10}(?:多少|几|达到|超过)",
        r"what share|percent|percentage|proportion|weight(?:ing)?\b|how much .{0,40}(?:cut|reduc|count|weigh)|by how much|what (?:\w+ ){0,3}rate\b|what fraction",
    ),
    _wording(
        Ask.TIME,
        r"几月几[日号]|几天|多少天|[几多]少?个?工作日|几个工作日|多少日|多久|多长时间|什么时候|啥时候|何时|期限|时限|截止|截至|哪天|哪一天|几号|几月|最晚|最迟|多长|几日|几月几[日号]|几个?月|几年|哪一?年|时间要求|时间节点|几个小时|个钟头|多少小时|何日|时间内|多快",
        rf"deadline|{_WHEN}|(?:last|latest|final|what|which) (?:possible )?day|how long|what date|which date|by what(?! means| way| method| name)|time limit|time frame|timeframe|how many (?:working |business |calendar )?(?:days|hours|months|weeks)|how soon|how quickly|due date|\bdue\b|how fast|what time|period",
    ),
    _wording(
        Ask.COUNT,
        r"(?<![哪那这好前后近])几(?![乎经])[\u4e00-\u9fff]|多少[名个位人项种类家篇条分]|几个人|人数|数量|多少钱|多少(?=[^，。？?]{0,6}[？?]?$)|至少要?(?:有)?几|多少",
        r"how many|number of|how much|minimum number|\bin yuan\b"
        rf"|{MONEY_EN}",
    ),
    _wording(
        Ask.WHO,
        r"谁(?:来)?(?:负责|牵头|主管|承担|管)?|哪个?(?:部门|单位|机构|局|科室|机关|办|家)|哪些(?:部门|单位|机构|局|机关)|哪(?:几)?家|(?:责任单位|责任部门|牵头单位|牵头部门|主管部门|主管单位|主办单位)(?![^，。？?]{0,20}(?:怎么|怎样|如何|咋|什么|能不能|可以|多少|几))|由哪|归哪|归谁|算谁|哪里管|哪边管|哪一家|哪个内设|什么部门|什么单位|啥部门|哪个岗位|找哪|负责人是|还是[^，。？?]{2,12}(?:管|负责|牵头)",
        r"\bwho\b|\bwhom\b|\bwhose\b|which (?:\w+ ){0,3}(?:department|departments|body|bodies|office|offices|unit|units|agency|agencies|bureau|bureaus|authority|authorities|organi[sz]ation|organi[sz]ations|entity|entities|centre|center)|what (?:department|body|office|unit|agency|bureau)|responsible (?:unit|body|party|department|for)|in charge|lead(?:s|ing)? (?:unit|department|body)|takes? the lead",
    ),
    _wording(
        Ask.CHANNEL,
        r"哪里|哪儿|在哪|(?<![如为])何处(?![理置分罚])|什么地方|哪个?(?:平台|网站|栏目|专栏|渠道|系统|网|地方|媒体)|哪些(?:平台|网站|栏目|渠道|系统|途径|媒体|方式)|什么(?:平台|网站|栏目|渠道|系统|途径|方式|形式)|通过什么|依托(?:什么|哪)",
        r"\bwhere\b|(?:which|what) (?:\w+ ){0,2}(?:platform|platforms|channel|channels|website|column|columns|system|systems|site|portal|media|means|outlets?)|through (?:which|what)|via (?:which|what)|on which",
    ),
)

# 谁起草谁解读: whoever does the one does the other; nobody is asked for.
_WHOEVER = re.compile(
    r"谁[\u4e00-\u9fff]{1,3}[、,，]?\s*谁(?!负责[吗呢啊]?[？?]?$)[\u4e00-\u9fff]{1,3}?(?=[^\u4e00-\u9fff]|[的是怎指原有什在到就可])"
)


def asks_of(text: str, language: str) -> tuple[Ask, ...]:
    """Return the kinds of thing that `text` asks for, the most specific first; (Ask.WHAT,) when no wording matches."""
    text = _WHOEVER.sub("", text)
    spans = {w.ask: _spans(w.zh if language == "zh" else w.en, text) for w in WORDINGS}
    # 几天 and "how many days" ask for a time, though they read like a count.
    taken = [span for ask in (Ask.FREQUENCY, Ask.SHARE, Ask.TIME) for span in spans[ask]]
    counts = [one for one in spans[Ask.COUNT] if not any(one[0] < end and start < one[1] for start, end in taken)]
    found = [ask for ask, at in (spans | {Ask.COUNT: counts}).items() if at]
    return tuple(found) or (Ask.WHAT,)


def _spans(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    return [found.span() for found in pattern.finditer(text)]


_QUESTION_WORDS = re.compile(
    r"请问|请教|麻烦|想问|想知道|问一?下|告诉我|说说|帮我(?:查|看|找)?(?:一?下)?|查一?下|列出|列一?下|逐项|是什么|是多少|是谁|有哪些|哪些|哪几|哪个|哪家|哪一|哪种|哪份|哪里|哪儿|哪天|哪|"
    r"什么时候|啥时候|什么|啥|怎么办|怎么样|怎样|怎么|如何|为什么|为何|多少|多久|多长时间|多长|几天|几个|几次|几名|几项|几类|几种|几日|几号|几月|几|何时|何处|何|"
    r"是不是|是否|能不能|可不可以|可以|需不需要|需要|要不要|该不该|应该|应当|有没有|会不会|得|须|必须|吗|呢|吧|啊|呀|嘛|么|谁|最晚|最迟|到底|究竟|"
    r"规定|要求|来着|承担|负责|牵头|主管|归口|来管|分管|一下|具体|关于|对于|这个|那个|这份|那份|这些|那些|它|其|该|按|按照|根据|时候|一般|大概|说的|写的|提到的|提到|里面|当中|方面|"
    r"换成|换做|换到|那边|这边|如果|假如|要是|另外|同样|当地|我们|你们|咱们|咱|人家|自己|有人|别人|旁人|大家|大伙|有些|有的|某个|某些|一些|现在|目前|还|都|也|才|就|再|又|把|被|让|给|跟|和|与|及|或|的|了|着|过|是|在|有|要|会|到|从|对|为|以|于|由|向|等|之|上|下|里|内|外|中|个|名|次|项|天|日|月|年|号"
)

_EN_STOP = frozenset(
    "a an the of to in on at by for with from is are was were be been being do does did done have has had having must "
    "should shall may might can could will would what which who whom whose when where why how many much long often soon "
    "that this these those it its they them their there here any some all each every not no nor and or but if then than "
    "as about into over under out up down off per within after before until upon during i we you he she our your me us my "
    "please tell say says said according under also only just so very more most other another such same get gets got "
    "need needs needed require required requires requirement requirements rule rules set sets give gives given make makes "
    "made take takes taken ask asks asked kind kinds type types thing things way ways let us whether between among both "
    "against through via anything something one two ones put plan notice document notices plans documents work key points "
    "responsible charge who's what's expected supposed want know does city county district province zone government "
    "municipal governments s t re ll ve d m okay ok there's did least minimum deadline date time limit percentage share "
    "city's county's state states stated 's does’t place places provide provides use used using".split()
)


def is_question_word(word: str) -> bool:
    """Whether a Chinese word of a question carries no content of its own."""
    return bool(_QUESTION_WORDS.fullmatch(word))


_ASK_WORDS = frozenset({Ask.TIME, Ask.FREQUENCY, Ask.SHARE, Ask.COUNT, Ask.WHO, Ask.COMPARE, Ask.CHANNEL})


def is_ask_word(word: str) -> bool:
    """Whether a word or phrase says what kind of value is asked for, and so is no content of the question."""
    return any(
        found.end() - found.start() >= len(word) * 0.6
        for wording in WORDINGS
        if wording.ask in _ASK_WORDS
        for found in (wording.en if word.isascii() else wording.zh).finditer(word)
    )


def is_english_stop_word(word: str) -> bool:
    """Whether an English word of a question carries no content of its own."""
    return word.lower() in _EN_STOP
