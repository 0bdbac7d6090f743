//! The year files in `/calendars`, built into the program.

use super::Calendar;
use std::sync::LazyLock;

const FILES: [&str; 9] = [
    include_str!("../../../../calendars/cn-2019.json"),
    include_str!("../../../../calendars/cn-2020.json"),
    include_str!("../../../../calendars/cn-2021.json"),
    include_str!("../../../../calendars/cn-2022.json"),
    include_str!("../../../../calendars/cn-2023.json"),
    include_str!("../../../../calendars/cn-2024.json"),
    include_str!("../../../../calendars/cn-2025.json"),
    include_str!("../../../../calendars/cn-2026.json"),
    include_str!("../../../../calendars/cn-2027.provisional.json"),
];

static SHIPPED: LazyLock<Calendar> =
    LazyLock::new(|| Calendar::from_json(FILES).expect("the shipped year files are checked by the tests"));

pub(super) fn calendar() -> Calendar {
    SHIPPED.clone()
}
