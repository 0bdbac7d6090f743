//! The demo price book. Prices in yuan with VAT, costs without.

use serde_json::{Value, json};
use tongguan_core::id::ProductId;

use super::dice::Dice;

/// A product or service.
pub struct Item {
    /// 物料编码.
    pub code: &'static str,
    /// Name.
    pub name: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// 目录价, yuan.
    pub list: i64,
    /// 底价, yuan.
    pub floor: i64,
    /// Cost without VAT, yuan.
    pub cost: i64,
    /// VAT rate in percent.
    pub vat: u8,
    /// 标准品: may be quoted without a reviewed solution.
    pub standard: bool,
}

/// Everything on offer.
pub const ITEMS: &[Item] = &[
    item("MES-STD-50", "MES 标准版 · 50 用户许可", "套", 860_000, 645_000, 310_000, 13, false),
    item("MES-PRO-200", "MES 专业版 · 200 用户许可", "套", 1_980_000, 1_480_000, 720_000, 13, false),
    item("WMS-STD", "仓储管理系统标准版", "套", 420_000, 315_000, 150_000, 13, false),
    item("QMS-STD", "质量管理系统标准版", "套", 380_000, 285_000, 140_000, 13, false),
    item("APS-STD", "高级排产模块", "套", 560_000, 420_000, 210_000, 13, false),
    item("IOT-GATE", "设备采集网关", "台", 6_800, 5_100, 3_200, 13, true),
    item("IOT-SENS", "振动温度一体传感器", "只", 980, 735, 430, 13, true),
    item("PDA-IND", "工业手持终端", "台", 4_200, 3_400, 2_500, 13, true),
    item("PRT-LABEL", "工业标签打印机", "台", 8_600, 7_000, 5_200, 13, true),
    item("SRV-RACK", "机架服务器", "台", 68_000, 58_000, 46_000, 13, true),
    item("ERP-LINK", "ERP 接口开发", "项", 246_700, 185_000, 96_000, 6, false),
    item("PLC-LINK", "产线 PLC 接口开发", "项", 128_000, 96_000, 52_000, 6, false),
    item("IMPL-DAY", "实施服务", "人天", 2_600, 2_080, 1_250, 6, false),
    item("TRAIN-DAY", "现场培训", "人天", 3_200, 2_560, 1_300, 6, false),
    item("CONSULT", "流程咨询", "人天", 5_200, 4_160, 2_300, 6, false),
    item("DATA-MIG", "历史数据迁移", "项", 88_000, 66_000, 38_000, 6, false),
    item("MAINT-Y1", "年度维保（标准）", "年", 126_000, 100_800, 42_000, 6, true),
    item("MAINT-Y2", "年度维保（7×24）", "年", 198_000, 158_400, 76_000, 6, true),
    item("CLOUD-Y", "云备份服务", "年", 36_000, 28_800, 14_000, 6, true),
    item("BI-BOARD", "生产看板与报表", "套", 160_000, 120_000, 58_000, 13, false),
];

#[expect(clippy::too_many_arguments, reason = "a row of a table")]
const fn item(
    code: &'static str,
    name: &'static str,
    unit: &'static str,
    list: i64,
    floor: i64,
    cost: i64,
    vat: u8,
    standard: bool,
) -> Item {
    Item { code, name, unit, list, floor, cost, vat, standard }
}

/// What is put into one quotation.
pub struct Offer {
    /// Only items that may go without a reviewed solution.
    pub standard_only: bool,
    /// Percent off the list price of each line.
    pub percent_off: i64,
}

/// The lines of a quotation (D08) for some items; `products` are the ids of [`ITEMS`], in order.
pub fn lines(offer: &Offer, products: &[ProductId], dice: &mut Dice) -> Vec<Value> {
    let fitting: Vec<usize> =
        (0..ITEMS.len()).filter(|at| ITEMS[*at].standard == offer.standard_only).collect();
    let first = *dice.pick(&fitting);
    let mut chosen = vec![first];
    for _ in 0..dice.between(1, 3) {
        let next = *dice.pick(&fitting);
        if !chosen.contains(&next) {
            chosen.push(next);
        }
    }
    chosen.into_iter().map(|at| line(&ITEMS[at], products[at], offer, dice)).collect()
}

fn line(item: &Item, product: ProductId, offer: &Offer, dice: &mut Dice) -> Value {
    let quantity = match item.unit {
        "人天" => dice.between(20, 90),
        "台" | "只" => dice.between(4, 40),
        _ => 1,
    };
    json!({
        "item_code": product,
        "item_name": item.name,
        "unit": item.unit,
        "quantity": quantity.to_string(),
        "unit_price": yuan_text(item.list * (100 - offer.percent_off)),
        "vat_rate": item.vat.to_string(),
    })
}

/// An amount in hundredths as decimal text.
fn yuan_text(hundredths: i64) -> String {
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, rest) => format!("{whole}.{rest:02}"),
    }
}
