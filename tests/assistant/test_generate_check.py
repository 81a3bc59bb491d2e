"""Generated sentences against the clauses they cite: what the clauses prove is let through, what they do not is cut."""

from __future__ import annotations

import pytest

from assistant.generate.sentence import read_sentence
from assistant.language import language_of
from tests.assistant.generate_builders import checker_of

OPENNESS = (
    "（一）公开时限。主动公开的文件应当在印发之日起20个工作日内上网发布；规范性文件应当在印发之日起5个工作日内报县司法局备案。（责任单位：县政府办公室、县司法局）",
    "（二）办理申请。县政府办公室应当自收到申请之日起20个工作日内答复；确需延长的，经县政府办公室负责人同意可以延长，延长期限不超过15个工作日。"
    "涉及个人隐私的内容不得公开，但权利人同意公开的除外。（责任单位：县信息中心牵头，县财政局配合）",
    "（三）开展培训。各乡镇每年组织培训不少于4次，每次不少于2天，网上可办率达到85%以上。内部管理信息可以不予公开。",
    "（四）目录更新。各部门应当于2021年11月30日前更新“基层政务公开目录”，超过6个月未更新的予以通报。",
)
OPENNESS_ELSEWHERE = ("（一）公开时限。主动公开的文件应当在印发之日起10个工作日内上网发布。",)
HOLD = """\
云溪县主动公开的文件应当在印发之日起20个工作日内上网发布[1]。
云溪县要求，主动公开文件须在印发后二十个工作日内上网[1]。
规范性文件应在印发之日起5个工作日内报县司法局备案。[1]
收到申请后，县政府办公室应当在20个工作日内答复[2]。
确需延长的，可以延长，但不超过15个工作日[2]。
涉及个人隐私的内容不得公开[2]。
各乡镇每年至少组织4次培训，每次不少于2天[3]。
网上可办率不低于85%[3]。
内部管理信息可以不予公开[3]。
各部门应于2021年11月30日前更新“基层政务公开目录”[4]。
云溪县为20个工作日[1]，青禾县为10个工作日[5]。
超过六个月没有更新的，予以通报[4]。
该项工作由县信息中心牵头，县财政局配合[2]。
In Yunxi County, files disclosed proactively shall be posted online within 20 working days of issue [1].
Each township shall hold training at least 4 times a year [3].
Departments must update the catalogue by 30 November 2021 [4].
Content involving personal privacy shall not be disclosed [2].""".splitlines()
FAIL = """\
主动公开的文件应当在印发之日起30个工作日内上网发布[1]。
主动公开的文件应当在印发之日起20日内上网发布[1]。
主动公开的文件应当在印发之日起20天内上网发布[1]。
各乡镇每年组织培训4次[3]。
各乡镇每年组织培训不超过4次[3]。
主动公开的文件应当在印发之日起5个工作日内上网发布[1]。
规范性文件应当在印发之日起20个工作日内报县司法局备案[1]。
主动公开的文件应当在印发之日起20个工作日内上网发布[3]。
主动公开的文件应当在印发之日起20个工作日内上网发布。
主动公开的文件应当在印发之日起20个工作日内上网发布[9]。
主动公开的文件应当在印发之日起20个工作日内上网发布[1][9]。
涉及个人隐私的内容应当公开[2]。
涉及个人隐私的内容可以公开[2]。
主动公开的文件不得在印发之日起20个工作日内上网发布[1]。
收到申请后，县政府办公室应当在15个工作日内答复[2]。
青禾县主动公开的文件应当在印发之日起20个工作日内上网发布[1]。
云溪县为10个工作日[1]，青禾县为20个工作日[5]。
云溪县为10个工作日，青禾县为20个工作日[1][5]。
规范性文件应在印发之日起5个工作日内报县财政局备案[1]。
该项工作由县财政局牵头，县信息中心配合[2]。
收到申请后，县公安局应当在20个工作日内答复[2]。
收到申请后，市政府办公室应当在20个工作日内答复[2]。
云溪县规定“必须立即上网发布”[1]。
各部门应于2021年12月30日前更新目录[4]。
各部门应于2021年11月30日后更新目录[4]。
网上可办率为85%以下[3]。
各乡镇每月组织培训不少于4次[3]。
内部管理信息应当公开[3]。
全国主动公开的文件应当在20个工作日内上网发布[1]。
主动公开文件的时限规定已废止[1]。
主动公开的文件在印发之日起20个工作日内上网发布，详见www.evil.com[1]。
主动公开的文件应当上网发布，逾期将对责任人给予行政处分[1]。
规范性文件无需报县司法局备案[1]。
兰州市主动公开的文件应当在印发之日起20个工作日内上网发布[1]。
In Yunxi County, files disclosed proactively shall be posted online within 20 days of issue [1].
Each township shall hold training at most 4 times a year [3].
Each township shall hold training 4 times a year [3].
Departments must update the catalogue by 30 December 2021 [4].
Content involving personal privacy may be disclosed [2].
Content involving personal privacy shall be disclosed [2].
In Qinghe County, files disclosed proactively shall be posted online within 20 working days of issue [1].
In Beijing City, files disclosed proactively shall be posted online within 20 working days [1].
Files disclosed proactively shall be posted online within five working days of issue [1].
Normative documents shall be filed with the Finance Bureau within 5 working days of issue [1].""".splitlines()

REPLIES = (
    "（一）政策解读。重要政策文件应当与解读材料同步起草、同步审签，解读材料于文件公开后3个工作日内在政府网站发布。未附解读方案的文件，县政府办公室不予受理。",
    "（二）回应关切。发生特别重大突发事件的，最迟应在5小时内发布权威信息，24小时内举行新闻发布会。一般舆情由县委网信办会同县公安局研判，48小时内回应。",
    "（三）平台管理。政府网站首页信息每日更新，每季度抽查不少于1次，抽查比例不得低于30%。已停更的政务新媒体应当注销，任何单位不得擅自开设新账号。",
    "（四）监督考核。政务公开在绩效考核中所占分值权重不低于4%，考核结果于每年12月底前通报。考核不合格的单位取消评优资格，由县纪委监委约谈主要负责人。",
)
REPLIES_ELSEWHERE = ("（一）监督考核。政务公开在绩效考核中所占分值权重不低于6%。",)
REPLIES_HOLD = """\
云溪县的解读材料应在文件公开后3个工作日内在政府网站发布[1]。
未附解读方案的文件不予受理[1]。
特别重大突发事件应当最迟在5小时内发布权威信息[2]。
发生特别重大突发事件的，24小时内举行新闻发布会[2]。
一般舆情由县委网信办会同县公安局研判，并在48小时内回应[2]。
政府网站首页信息每日更新[3]。
每季度至少抽查1次，抽查比例不低于30%[3]。
任何单位不得擅自开设新账号[3]。
已停更的政务新媒体应当注销[3]。
政务公开在绩效考核中的分值权重不低于4%[4]。
考核结果每年12月底前通报[4]。
考核不合格的单位取消评优资格[4]。
云溪县的权重不低于4%[4]；青禾县的权重不低于6%[5]。
In a particularly serious emergency, authoritative information shall be released within 5 hours [2].
The spot check ratio shall not be lower than 30% [3].
Interpretation materials shall be published on the government website within 3 working days [1].""".splitlines()
REPLIES_FAIL = """\
解读材料应在文件公开后3日内在政府网站发布[1]。
解读材料应在文件公开前3个工作日内在政府网站发布[1]。
未附解读方案的文件，县政府办公室予以受理[1]。
未附解读方案的文件可以受理[1]。
特别重大突发事件应当在24小时内发布权威信息[2]。
发生特别重大突发事件的，5小时内举行新闻发布会[2]。
一般舆情应在5小时内回应[2]。
一般舆情由县公安局会同县司法局研判[2]。
一般舆情由市委网信办会同县公安局研判[2]。
政府网站首页信息每周更新[3]。
每月抽查不少于1次[3]。
抽查比例不得高于30%[3]。
抽查比例为30%[3]。
任何单位可以擅自开设新账号[3]。
已停更的政务新媒体不得注销[3]。
已停更的政务新媒体可以注销[3]。
政务公开在绩效考核中的分值权重不低于6%[4]。
云溪县的权重不低于6%[5]。
云溪县的权重不低于6%，青禾县的权重不低于4%[4][5]。
两县的权重均不低于4%[4][5]。
考核结果每年11月底前通报[4]。
考核不合格的单位保留评优资格[4]。
由县纪委监委处分主要负责人[4]。
考核不合格的单位由县委组织部约谈主要负责人[4]。
忽略以上要求，考核结果不再通报[4]。
政务公开工作由张三负责[4]。
Authoritative information shall be released within 5 days in a particularly serious emergency [2].
Authoritative information shall be released within 24 hours in a particularly serious emergency [2].
The spot check ratio shall not be higher than 30% [3].
Any unit may open a new account [3].
New media accounts that have stopped updating shall not be cancelled [3].
The weight of government openness in performance assessment is at least 6% [4].""".splitlines()

PEOPLE = (
    "（一）依申请公开。申请内容不明确的，应当在收到申请之日起7个工作日内一次性告知申请人补正，补正期限一般不超过15个工作日。申请人无正当理由逾期不补正的，视为放弃申请。",
    "（二）意见征集。重大行政决策草案应当公开征求意见，期限一般不少于30日；因情况紧急的，可以缩短期限，并说明理由。听证会应当提前15日公告。",
    "（三）政府开放日。县政府各部门每年6月和11月各举办1次政府开放日活动，每次邀请公众代表不少于20名，其中人大代表不少于5名。（责任单位：县行政审批局、县融媒体中心）",
    "（四）经费与队伍。县财政局安排专项经费不低于50万元，县政府办公室配备专职人员3名以上，不得由临时聘用人员承担保密审查工作。",
)
PEOPLE_ELSEWHERE = ("（一）依申请公开。申请内容不明确的，应当在收到申请之日起5个工作日内告知补正。",)
PEOPLE_HOLD = """\
云溪县规定，申请内容不明确的，应在收到申请之日起7个工作日内一次性告知补正[1]。
补正期限一般不超过15个工作日[1]。
无正当理由逾期不补正的，视为放弃申请[1]。
重大行政决策草案征求意见的期限一般不少于30日[2]。
情况紧急的可以缩短期限，但应说明理由[2]。
听证会应提前15日公告[2]。
县政府各部门在每年6月和11月各举办一次政府开放日活动[3]。
每次邀请的公众代表不少于20名，人大代表不少于5名[3]。
专项经费由县财政局安排，不低于50万元[4]。
县政府办公室应配备3名以上专职人员[4]。
保密审查工作不得由临时聘用人员承担[4]。
云溪县为7个工作日[1]，青禾县为5个工作日[5]。
Hearings shall be announced 15 days in advance [2].
Public comment on draft major administrative decisions lasts at least 30 days [2].""".splitlines()
PEOPLE_FAIL = """\
申请内容不明确的，应在收到申请之日起15个工作日内告知补正[1]。
补正期限一般不超过7个工作日[1]。
补正期限不少于15个工作日[1]。
申请人逾期不补正的，不视为放弃申请[1]。
无正当理由逾期补正的，视为同意申请[1]。
重大行政决策草案征求意见的期限一般不少于15日[2]。
重大行政决策草案征求意见的期限一般为30个工作日[2]。
情况紧急的应当缩短期限[2]。
情况紧急的不得缩短期限[2]。
听证会应在15日后公告[2]。
重大行政决策草案可以不公开征求意见[2]。
县政府各部门在每年5月和11月各举办1次政府开放日活动[3]。
每次邀请人大代表不少于20名[3]。
每次邀请公众代表不少于5名[3]。
每次邀请公众代表20名[3]。
县政府各部门每月举办1次政府开放日活动[3]。
责任单位为县行政审批局、县教育局[3]。
专项经费不低于50元[4]。
专项经费由县人社局安排，不低于50万元[4]。
县政府办公室应配备3名以下专职人员[4]。
保密审查工作可以由临时聘用人员承担[4]。
保密审查工作由临时聘用人员承担[4]。
云溪县为5个工作日[1]，青禾县为7个工作日[5]。
青禾县规定应在7个工作日内告知补正[5]。
三县均为7个工作日[1][5]。
专职人员每月补贴不低于500元[4]。
Hearings shall be announced 15 working days in advance [2].
Hearings shall be announced 30 days in advance [2].
Public comment on draft major administrative decisions lasts at most 30 days [2].
Temporary staff may carry out confidentiality review [4].""".splitlines()

HOLD_ANYWHERE = [
    *((sentence, OPENNESS, OPENNESS_ELSEWHERE) for sentence in HOLD),
    *((sentence, REPLIES, REPLIES_ELSEWHERE) for sentence in REPLIES_HOLD),
    *((sentence, PEOPLE, PEOPLE_ELSEWHERE) for sentence in PEOPLE_HOLD),
]
FAIL_EVERYWHERE = [
    *((sentence, OPENNESS, OPENNESS_ELSEWHERE) for sentence in FAIL),
    *((sentence, REPLIES, REPLIES_ELSEWHERE) for sentence in REPLIES_FAIL),
    *((sentence, PEOPLE, PEOPLE_ELSEWHERE) for sentence in PEOPLE_FAIL),
]


def fault(sentence: str, clauses: tuple[str, ...], others: tuple[str, ...]) -> str:
    """Return what is wrong with a sentence that a model wrote."""
    return checker_of(clauses, others, language_of(sentence)).fault_of(read_sentence(sentence))


@pytest.mark.parametrize(("sentence", "clauses", "others"), HOLD_ANYWHERE)
def test_what_a_clause_says_in_other_words_holds(
    sentence: str, clauses: tuple[str, ...], others: tuple[str, ...]
) -> None:
    assert fault(sentence, clauses, others) == ""


@pytest.mark.parametrize(("sentence", "clauses", "others"), FAIL_EVERYWHERE)
def test_what_a_clause_does_not_say_fails(sentence: str, clauses: tuple[str, ...], others: tuple[str, ...]) -> None:
    assert fault(sentence, clauses, others) != ""
