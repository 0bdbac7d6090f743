//! The few words that stand on every paper whatever its form. A missing one does not compile.

use super::Language;

/// The words of a language.
#[derive(Debug)]
#[expect(missing_docs, reason = "the words say it")]
pub struct Words {
    pub form: &'static str,
    pub number: &'static str,
    pub revision: &'static str,
    pub customer: &'static str,
    pub deal: &'static str,
    pub owner: &'static str,
    pub submitted_by: &'static str,
    pub submitted_at: &'static str,
    pub as_of: &'static str,
    pub no: &'static str,
    pub total: &'static str,
    pub yes: &'static str,
    pub no_answer: &'static str,
    pub files: &'static str,
    pub approval: &'static str,
    pub step: &'static str,
    pub role: &'static str,
    pub person: &'static str,
    pub verdict: &'static str,
    pub opinion: &'static str,
    pub time: &'static str,
    pub signature: &'static str,
    pub seal: &'static str,
    pub date: &'static str,
    pub pages: [&'static str; 3],
    pub join: &'static str,
    pub colon: &'static str,
    pub erased: &'static str,
}

static ZH: Words = Words {
    form: "表",
    number: "单据编号",
    revision: "版本",
    customer: "客户",
    deal: "商机编号",
    owner: "负责人",
    submitted_by: "提交人",
    submitted_at: "提交时间",
    as_of: "截至",
    no: "序号",
    total: "合计",
    yes: "是",
    no_answer: "否",
    files: "个附件",
    approval: "审批意见",
    step: "步骤",
    role: "审批角色",
    person: "审批人",
    verdict: "结论",
    opinion: "意见",
    time: "时间",
    signature: "签字：",
    seal: "（盖章）",
    date: "日期：      年    月    日",
    pages: ["第 ", " 页 / 共 ", " 页"],
    join: "、",
    colon: "：",
    erased: "内容已依法删除",
};

static EN: Words = Words {
    form: "Form ",
    number: "No.",
    revision: "Revision",
    customer: "Customer",
    deal: "Deal no.",
    owner: "Owner",
    submitted_by: "Submitted by",
    submitted_at: "Submitted at",
    as_of: "As of",
    no: "No.",
    total: "Total",
    yes: "Yes",
    no_answer: "No",
    files: " file(s)",
    approval: "Approval",
    step: "Step",
    role: "Role",
    person: "Approver",
    verdict: "Decision",
    opinion: "Opinion",
    time: "Time",
    signature: "Signature:",
    seal: "(company seal)",
    date: "Date:",
    pages: ["Page ", " of ", ""],
    join: ", ",
    colon: ": ",
    erased: "Erased as the law asks",
};

/// The words of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}
