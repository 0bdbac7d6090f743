//! `tongguan tool`: the core's computations for people and scripts. No server, no database.
//!
//! One answer per line on stdout for each input, in order. Inputs come from the arguments or, without any, one per line
//! from stdin. An input that is refused gets a reason on stderr and exit code 1; the others are still answered.

mod due;
mod fault;
mod input;
mod interest;
mod uscc;
mod vat;
mod words;

use clap::{Args, Subcommand, ValueEnum};
use input::{Answer, answer_all};
use std::process::ExitCode;

/// 计算工具：期限、信用代码、金额大写、增值税、逾期利息
#[derive(Args)]
pub(super) struct Tool {
    #[command(subcommand)]
    what: What,
    /// 提示语言
    #[arg(long, global = true, value_enum, default_value_t = Lang::Zh)]
    lang: Lang,
}

#[derive(Clone, Copy, ValueEnum)]
enum Lang {
    Zh,
    En,
}

#[derive(Subcommand)]
enum What {
    Due(due::Due),
    Uscc(uscc::UsccCheck),
    Words(words::Words),
    Vat(vat::Vat),
    Interest(interest::Interest),
}

/// A computation that answers inputs one by one.
trait Computation {
    /// The inputs given as arguments; none means stdin.
    fn inputs(&self) -> Vec<String>;
    fn answer(&self, input: &str) -> Answer;
}

impl Tool {
    pub(super) fn run(&self) -> ExitCode {
        match &self.what {
            What::Due(due) => answer_all(due, self.lang),
            What::Uscc(uscc) => answer_all(uscc, self.lang),
            What::Words(words) => answer_all(words, self.lang),
            What::Vat(vat) => answer_all(vat, self.lang),
            What::Interest(interest) => answer_all(interest, self.lang),
        }
    }
}
