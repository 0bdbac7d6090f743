//! `tool vat`: a line's gross, tax and net.

use super::Computation;
use super::fault::Fault;
use super::input::{Answer, columns};
use clap::Args;
use tongguan_core::vat::{Amounts, PriceBasis};

/// 计算一行的价税合计、税额、不含税金额
#[derive(Args)]
pub(super) struct Vat {
    /// 单价；缺省时逐行读取标准输入：单价 数量 税率
    #[arg(long, requires_all = ["qty", "rate"], allow_negative_numbers = true)]
    price: Option<String>,
    /// 数量
    #[arg(long, requires = "price", allow_negative_numbers = true)]
    qty: Option<String>,
    /// 税率：13、9、6、3、1、0 或 免税
    #[arg(long, requires = "price", allow_negative_numbers = true)]
    rate: Option<String>,
    /// 单价不含税
    #[arg(long)]
    exclusive: bool,
}

impl Computation for Vat {
    fn inputs(&self) -> Vec<String> {
        let line = [&self.price, &self.qty, &self.rate].map(|part| part.as_deref());
        match line {
            [Some(price), Some(qty), Some(rate)] => vec![format!("{price} {qty} {rate}")],
            _ => Vec::new(),
        }
    }

    fn answer(&self, input: &str) -> Answer {
        let [price, quantity, rate] = columns(input)?;
        let price = price.parse().map_err(Fault::Figure)?;
        let quantity = quantity.parse().map_err(Fault::Figure)?;
        let rate = rate.parse().map_err(|_| Fault::VatRate)?;
        let basis = if self.exclusive { PriceBasis::TaxExclusive } else { PriceBasis::TaxInclusive };
        let Amounts { gross, tax, net } =
            Amounts::of_line(price, quantity, rate, basis).ok_or(Fault::TooLarge)?;
        Ok((format!("{gross} {tax} {net}"), Vec::new()))
    }
}
