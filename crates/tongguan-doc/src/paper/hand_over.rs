//! The list of a hand-over (交接清单): who left, who took over what, and who signed for it.
//!
//! Says what was moved elsewhere, each thing with the head of its digest. Must never decide who may sign.

use super::make::Setting;
use super::words::words;
use super::{Block, Cell, Column, Entry, Footer, Language, Layout, Line, Paper, Place, Section, Table};

/// What the list says.
#[derive(Debug, Clone)]
pub struct List {
    /// Who left.
    pub from: String,
    /// Why.
    pub reason: String,
    /// Who moved it.
    pub made_by: String,
    /// When, in local time.
    pub made_at: String,
    /// The digest over all of it.
    pub digest: String,
    /// What was moved.
    pub moved: Vec<Moved>,
    /// Who signed in the system.
    pub signed: Vec<Signed>,
}

/// A thing that was moved.
#[derive(Debug, Clone)]
pub struct Moved {
    /// The word for its kind.
    pub kind: String,
    /// Its name; empty where the reader does not see it.
    pub name: String,
    /// Who has it now; empty where it ended.
    pub to: String,
    /// The digest that it had.
    pub digest: String,
}

/// A signature.
#[derive(Debug, Clone)]
pub struct Signed {
    /// By whom.
    pub by: String,
    /// When, in local time.
    pub at: String,
    /// What he said.
    pub note: String,
}

struct Said {
    title: &'static str,
    from: &'static str,
    reason: &'static str,
    made_by: &'static str,
    made_at: &'static str,
    digest: &'static str,
    items: &'static str,
    columns: [&'static str; 5],
    signed: &'static str,
    signatures: [&'static str; 3],
    nobody: &'static str,
    places: [&'static str; 3],
}

static ZH: Said = Said {
    title: "工作交接清单",
    from: "移交人",
    reason: "交接原因",
    made_by: "经办人",
    made_at: "交接时间",
    digest: "清单摘要（SHA-256）",
    items: "交接内容",
    columns: ["序号", "类别", "名称", "接收人", "交接前摘要"],
    signed: "系统内签收",
    signatures: ["签收人", "时间", "意见"],
    nobody: "—",
    places: ["移交人", "接收人", "监交人"],
};

static EN: Said = Said {
    title: "Hand-over List",
    from: "Handed over by",
    reason: "Reason",
    made_by: "Carried out by",
    made_at: "At",
    digest: "Digest of the list (SHA-256)",
    items: "What was handed over",
    columns: ["No.", "Kind", "Name", "Received by", "Digest before"],
    signed: "Confirmed in the system",
    signatures: ["By", "At", "Remark"],
    nobody: "—",
    places: ["Handed over by", "Received by", "Witness"],
};

fn said(language: Language) -> &'static Said {
    match language {
        Language::Zh => &ZH,
        Language::En => &EN,
    }
}

/// The title of the list.
pub fn title(language: Language) -> &'static str {
    said(language).title
}

fn kind(language: Language, kind: &str) -> &str {
    match (language, kind) {
        (Language::Zh, "account") => "客户",
        (Language::Zh, "deal") => "业务（含义务与审批）",
        (Language::Zh, "post") => "岗位",
        (Language::Zh, "delegation") => "委托",
        (Language::Zh, "draft") => "草稿",
        (Language::Zh, "saved_view") => "常用筛选",
        (Language::Zh, "account_appeal") => "未决的客户归属申诉",
        (Language::En, "account") => "Customer",
        (Language::En, "deal") => "Deal, with duties and approvals",
        (Language::En, "post") => "Post",
        (Language::En, "delegation") => "Delegation",
        (Language::En, "draft") => "Draft",
        (Language::En, "saved_view") => "Saved view",
        (Language::En, "account_appeal") => "Open appeal about a customer",
        (_, other) => other,
    }
}

/// How much of a digest stands in a line.
const HEAD: usize = 16;

/// The list on paper.
pub fn list(list: &List, setting: &Setting<'_>) -> Paper {
    let language = setting.language;
    let (said, words) = (said(language), words(language));
    let head = [
        (said.from, &list.from),
        (said.reason, &list.reason),
        (said.made_by, &list.made_by),
        (said.made_at, &list.made_at),
        (said.digest, &list.digest),
    ];
    let or_nobody = |text: &str| Cell::text(if text.is_empty() { said.nobody } else { text });
    let row = |(at, moved): (usize, &Moved)| {
        vec![
            Cell::text((at + 1).to_string()),
            Cell::text(kind(language, &moved.kind)),
            or_nobody(&moved.name),
            or_nobody(&moved.to),
            Cell::text(moved.digest.chars().take(HEAD).collect::<String>()),
        ]
    };
    let items = table(&said.columns, &[1, 3, 6, 3, 4], list.moved.iter().enumerate().map(row).collect());
    let mut sections = vec![Section { title: said.items.to_owned(), blocks: vec![Block::Table(items)] }];
    if !list.signed.is_empty() {
        let row = |one: &Signed| [&one.by, &one.at, &one.note].map(|text| or_nobody(text)).into();
        let rows = list.signed.iter().map(row).collect();
        let blocks = vec![Block::Table(table(&said.signatures, &[2, 2, 4], rows))];
        sections.push(Section { title: said.signed.to_owned(), blocks });
    }
    let place = |title: &str| Place {
        title: title.to_owned(),
        lines: vec![words.signature.to_owned(), words.date.to_owned()],
    };
    Paper {
        language,
        layout: Layout::Document,
        landscape: false,
        letterhead: setting.letterhead.clone(),
        title: said.title.to_owned(),
        form_no: None,
        head: head.into_iter().map(|(label, text)| line(label, text)).collect(),
        sections,
        places: said.places.map(place).into(),
        watermark: setting.watermark.clone(),
        footer: Footer { pages: words.pages.map(str::to_owned), ..setting.footer.clone() },
    }
}

fn line(label: &str, text: &str) -> Line {
    vec![Entry { label: label.to_owned(), value: Cell::text(text) }]
}

fn table(labels: &[&str], weights: &[u32], rows: Vec<Vec<Cell>>) -> Table {
    let column =
        |(label, weight): (&&str, &u32)| Column { label: (*label).to_owned(), weight: *weight, right: false };
    let columns = labels.iter().zip(weights).map(column).collect();
    Table { title: String::new(), columns, rows, total: None }
}
