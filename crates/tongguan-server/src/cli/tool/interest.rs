//! `tool interest`: interest on late payment.

use super::Computation;
use super::fault::Fault;
use super::input::{Answer, columns};
use clap::Args;
use tongguan_core::money::{Money, Percent};
use tongguan_core::receivable::{LateRate, late_interest};

/// 计算逾期利息；未约定利率时按每日万分之五
#[derive(Args)]
pub(super) struct Interest {
    /// 逾期金额；缺省时逐行读取标准输入：金额 天数
    #[arg(long, requires = "days", allow_negative_numbers = true)]
    amount: Option<String>,
    /// 逾期天数
    #[arg(long, requires = "amount", allow_negative_numbers = true)]
    days: Option<String>,
    /// 约定日利率（%）
    #[arg(long, conflicts_with = "yearly")]
    daily: Option<String>,
    /// 约定年利率（%）
    #[arg(long)]
    yearly: Option<String>,
}

impl Interest {
    fn rate(&self) -> Result<LateRate, Fault> {
        let percent = |text: &str| match text.parse::<Percent>() {
            Ok(rate) if rate < Percent::ZERO => {
                Err(Fault::Figure(tongguan_core::money::DecimalError::Negative))
            }
            Ok(rate) => Ok(rate),
            Err(error) => Err(Fault::Figure(error)),
        };
        match (&self.daily, &self.yearly) {
            (Some(daily), _) => percent(daily).map(LateRate::Daily),
            (None, Some(yearly)) => percent(yearly).map(LateRate::Yearly),
            (None, None) => Ok(LateRate::Statutory),
        }
    }
}

impl Computation for Interest {
    fn inputs(&self) -> Vec<String> {
        match (&self.amount, &self.days) {
            (Some(amount), Some(days)) => vec![format!("{amount} {days}")],
            _ => Vec::new(),
        }
    }

    fn answer(&self, input: &str) -> Answer {
        let [amount, days] = columns(input)?;
        let amount: Money = amount.parse().map_err(Fault::Figure)?;
        let days = days.parse().map_err(|_| Fault::Days)?;
        let interest = late_interest(amount, self.rate()?, days).ok_or(Fault::TooLarge)?;
        Ok((interest.to_string(), Vec::new()))
    }
}
