//! `tool words`: figures to capitals and back.

use super::Computation;
use super::fault::Fault;
use super::input::Answer;
use clap::Args;
use tongguan_core::money::Money;
use tongguan_core::words::{parse_words, to_words};

/// 金额与大写互换：1409.50 → 人民币壹仟肆佰零玖元伍角整，反之亦可
#[derive(Args)]
pub(super) struct Words {
    /// 金额或大写；缺省时逐行读取标准输入
    #[arg(allow_negative_numbers = true)]
    inputs: Vec<String>,
}

impl Computation for Words {
    fn inputs(&self) -> Vec<String> {
        self.inputs.clone()
    }

    fn answer(&self, input: &str) -> Answer {
        let is_figure = input.contains(|c: char| c.is_ascii_alphanumeric());
        let answer = if is_figure {
            let amount: Money = input.parse().map_err(Fault::Figure)?;
            to_words(amount).map_err(Fault::Words)?
        } else {
            parse_words(input).map_err(Fault::Words)?.to_string()
        };
        Ok((answer, Vec::new()))
    }
}
