//! `tool uscc`: checks and normalises a unified social credit code.

use super::Computation;
use super::fault::{Fault, Note};
use super::input::Answer;
use clap::Args;
use tongguan_core::uscc::Uscc;

/// 校验统一社会信用代码，输出规范写法
#[derive(Args)]
pub(super) struct UsccCheck {
    /// 信用代码；缺省时逐行读取标准输入
    inputs: Vec<String>,
}

impl Computation for UsccCheck {
    fn inputs(&self) -> Vec<String> {
        self.inputs.clone()
    }

    fn answer(&self, input: &str) -> Answer {
        let code = Uscc::parse(input).map_err(Fault::Uscc)?;
        let notes = code.warnings().into_iter().map(Note::Uscc).collect();
        Ok((code.to_string(), notes))
    }
}
