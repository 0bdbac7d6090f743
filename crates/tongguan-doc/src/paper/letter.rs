//! The dunning letter (催款函): what is late, how much, by when and where to pay it.
//!
//! Says figures that were reckoned elsewhere, and amounts in words as well where the language has them. Must never reckon lateness.

use jiff::civil::Date;
use tongguan_core::money::Money;
use tongguan_core::words::to_words;

use super::make::Setting;
use super::{Block, Cell, Column, Entry, Footer, Language, Layout, Line, Paper, Place, Section, Table};
use crate::paper::words::words;

/// What a letter says.
#[derive(Debug, Clone)]
pub struct Demand {
    /// The customer.
    pub customer: String,
    /// The number by which we know the business.
    pub number: Option<String>,
    /// The day of the letter.
    pub on: Date,
    /// By when to pay.
    pub pay_by: Date,
    /// What is late, each payment a line.
    pub lines: Vec<Late>,
    /// Where to pay: name, bank, account; empty where it is not known.
    pub pay_to: Vec<(PayTo, String)>,
}

/// A payment that is late.
#[derive(Debug, Clone)]
pub struct Late {
    /// The contract's number.
    pub contract: String,
    /// What makes it payable.
    pub event: String,
    /// What was agreed.
    pub planned: Money,
    /// By when.
    pub due_on: Option<Date>,
    /// What is out, disputed amounts left out.
    pub outstanding: Money,
    /// For how many days.
    pub overdue_days: u32,
}

/// A line of the account that is paid to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PayTo {
    /// Whose.
    Holder,
    /// At which bank.
    Bank,
    /// Its number.
    Account,
}

struct Said {
    title: &'static str,
    to: &'static str,
    columns: [&'static str; 6],
    pay_to: [&'static str; 3],
    pay_to_title: &'static str,
    closing: &'static str,
    sender: &'static str,
    receipt: &'static str,
}

static ZH: Said = Said {
    title: "催款函",
    to: "致",
    columns: ["合同编号", "付款条件", "应付金额（元）", "应付日期", "未付金额（元）", "逾期天数"],
    pay_to: ["户名", "开户行", "账号"],
    pay_to_title: "收款账户",
    closing: "本函系我司就上述款项向贵司正式主张权利。如款项已付，请将付款凭证告知我司；如对金额有异议，请在上述期限内以书面形式提出。我司保留依据合同及法律追究违约责任的权利。",
    sender: "发函单位（盖章）",
    receipt: "收函单位签收（盖章）",
};

static EN: Said = Said {
    title: "Demand for Payment",
    to: "To",
    columns: ["Contract", "Payment event", "Amount (CNY)", "Due on", "Outstanding (CNY)", "Days late"],
    pay_to: ["Account holder", "Bank", "Account no."],
    pay_to_title: "Pay to",
    closing: "By this letter we formally claim the amounts above. If they have been paid, please send us the proof of payment; if you dispute an amount, please say so in writing within the time given. We reserve all rights under the contracts and the law.",
    sender: "Sent by (seal)",
    receipt: "Received by (seal)",
};

/// The letter.
pub fn letter(demand: &Demand, setting: &Setting<'_>) -> Paper {
    let said = match setting.language {
        Language::Zh => &ZH,
        Language::En => &EN,
    };
    let words = words(setting.language);
    let mut head = vec![line(said.to, Cell::text(demand.customer.as_str()))];
    head.extend(demand.number.as_ref().map(|number| line(words.deal, Cell::text(number.as_str()))));
    let total = Money::checked_sum(demand.lines.iter().map(|late| late.outstanding));
    let blocks = vec![
        Block::Entries(vec![line("", Cell::text(opening(demand, total, setting.language)))]),
        Block::Table(table(demand, total, said, words.total)),
    ];
    let mut sections = vec![Section { title: String::new(), blocks }];
    if !demand.pay_to.is_empty() {
        let lines = demand.pay_to.iter();
        let lines = lines.map(|(which, text)| line(said.pay_to[*which as usize], Cell::text(text.as_str())));
        let blocks = vec![Block::Entries(lines.collect())];
        sections.push(Section { title: said.pay_to_title.to_owned(), blocks });
    }
    let closing = Block::Entries(vec![line("", Cell::text(said.closing))]);
    sections.push(Section { title: String::new(), blocks: vec![closing] });
    let place = |title: &str| Place {
        title: title.to_owned(),
        lines: vec![words.signature.to_owned(), words.date.to_owned()],
    };
    Paper {
        language: setting.language,
        layout: Layout::Document,
        landscape: false,
        letterhead: setting.letterhead.clone(),
        title: said.title.to_owned(),
        form_no: None,
        head,
        sections,
        places: [said.sender, said.receipt].map(place).into(),
        watermark: setting.watermark.clone(),
        footer: Footer { pages: words.pages.map(str::to_owned), ..setting.footer.clone() },
    }
}

/// The title of the letter.
pub fn title(language: Language) -> &'static str {
    match language {
        Language::Zh => ZH.title,
        Language::En => EN.title,
    }
}

fn line(label: &str, value: Cell) -> Line {
    vec![Entry { label: label.to_owned(), value }]
}

fn opening(demand: &Demand, total: Option<Money>, language: Language) -> String {
    let figure = total.map(|total| Cell::money(total.minor()).text).unwrap_or_default();
    let in_words = total.and_then(|total| to_words(total).ok());
    let (on, by) = (demand.on, demand.pay_by);
    match language {
        Language::Zh => {
            let in_words = in_words.map(|words| format!("（大写：{words}）")).unwrap_or_default();
            let (on, by) = (on.strftime("%Y年%-m月%-d日"), by.strftime("%Y年%-m月%-d日"));
            format!(
                "截至{on}，贵司依合同应付我司的下列款项已经逾期，共计人民币 {figure} 元{in_words}。请贵司于{by}前付清。"
            )
        }
        Language::En => {
            format!(
                "As of {on}, the following payments due to us under contract are late, CNY {figure} in all. Please pay by {by}."
            )
        }
    }
}

fn table(demand: &Demand, total: Option<Money>, said: &Said, total_word: &str) -> Table {
    let weights = [13, 15, 13, 10, 13, 8];
    let columns = said.columns.iter().zip(weights).enumerate().map(|(at, (label, weight))| Column {
        label: (*label).to_owned(),
        weight,
        right: matches!(at, 2 | 4 | 5),
    });
    let row = |late: &Late| {
        vec![
            Cell::text(late.contract.as_str()),
            Cell::text(late.event.as_str()),
            Cell::money(late.planned.minor()),
            Cell::text(late.due_on.map(|due| due.to_string()).unwrap_or_default()),
            Cell::money(late.outstanding.minor()),
            Cell::number(late.overdue_days.into(), 0),
        ]
    };
    let sums = total.map(|total| {
        let mut cells = vec![Cell::default(); said.columns.len()];
        (cells[0], cells[4]) = (Cell::text(total_word), Cell::money(total.minor()));
        cells
    });
    Table {
        title: String::new(),
        columns: columns.collect(),
        rows: demand.lines.iter().map(row).collect(),
        total: sums,
    }
}
