//! Which names are one name, and which look alike.

use proptest::prelude::*;
use tongguan_core::reference::name_key::{
    bigrams, mail_domain, name_key, phone_key, probes, similarity_key, similarity_pct,
};

#[test]
fn typing_makes_no_other_name() {
    for typed in
        ["杭州示例智能制造（有限）公司", "杭州示例 智能制造(有限)公司", "杭州示例智能制造　有限公司。"]
    {
        assert_eq!(name_key(typed), "杭州示例智能制造有限公司", "{typed}");
    }
    assert_eq!(name_key("Example Co., Ltd."), name_key("ＥＸＡＭＰＬＥ co ltd"));
    assert_ne!(
        name_key("杭州示例有限公司"),
        name_key("杭州示例股份有限公司"),
        "the legal form is part of a name"
    );
}

#[test]
fn likeness_leaves_out_legal_form_and_place_but_not_the_branch() {
    for (name, key) in [
        ("杭州示例智能制造有限公司", "杭州示例智能制造"),
        ("杭州示例智能制造股份有限公司", "杭州示例智能制造"),
        ("浙江省杭州市示例智能制造有限公司", "示例智能制造"),
        ("中国示例集团有限公司", "示例"),
        ("有限公司", "有限公司"),
        ("杭州示例有限公司宁波分公司", "杭州示例有限公司宁波分公司"),
    ] {
        assert_eq!(similarity_key(name), key, "{name}");
    }
    let pct = |one: &str, other: &str| similarity_pct(&similarity_key(one), &similarity_key(other));
    assert_eq!(pct("杭州示例智能制造有限公司", "杭州示例智能制造股份有限公司"), 100);
    assert!(pct("杭州示例智能制造有限公司", "杭州示例智能装备有限公司") < 85);
    assert!(pct("杭州示例智能制造有限公司", "杭州示例智能制造厂") >= 85);
    assert_eq!(pct("", "杭州"), 0);
}

#[test]
fn phones_and_domains_are_compared_plain() {
    for (typed, key) in [
        ("0571-88880000", Some("057188880000")),
        ("+86 138 0000 0000", Some("13800000000")),
        ("0086-13800000000", Some("13800000000")),
        ("８６１３８００００００００", Some("13800000000")),
        ("12345", None),
        ("", None),
    ] {
        assert_eq!(phone_key(typed).as_deref(), key, "{typed}");
    }
    assert_eq!(mail_domain(" Wang@Example.COM ").as_deref(), Some("example.com"));
    assert_eq!(mail_domain("nobody"), None);
}

proptest! {
    /// Whoever looks up only the rarest pairs misses no name that is similar enough, whichever pairs are the rarest.
    #[test]
    fn the_probed_pairs_miss_nobody(one in "[甲乙丙丁戊]{1,10}", other in "[甲乙丙丁戊]{1,10}", skip in 0usize..10, pct in 50u32..=100) {
        let (ours, theirs) = (bigrams(&one), bigrams(&other));
        let wanted = probes(ours.len(), pct);
        let mut order: Vec<_> = ours.iter().collect();
        order.rotate_left(skip % ours.len());
        let met = order.into_iter().take(wanted).any(|pair| theirs.contains(pair));
        prop_assert!(met || similarity_pct(&one, &other) < pct);
    }
}
