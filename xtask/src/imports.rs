//! Who may import whom, judged over `cargo metadata`.
//!
//! Only dependencies that end up in the product count: a test may use what it likes.

use serde_json::Value;

/// A crate of ours and what it may and may not name.
struct Rule {
    package: &'static str,
    ours: &'static [&'static str],
    banned: &'static [&'static str],
}

const DRIVERS: [&str; 3] = ["rusqlite", "tokio-postgres", "deadpool-postgres"];

const RULES: [Rule; 5] = [
    Rule {
        package: "tongguan-core",
        ours: &[],
        banned: &["tokio", "axum", "rusqlite", "tokio-postgres", "deadpool-postgres", "reqwest", "rand"],
    },
    Rule { package: "tongguan-store", ours: &["tongguan-core"], banned: &["axum", "reqwest"] },
    Rule { package: "tongguan-doc", ours: &["tongguan-core"], banned: &DRIVERS },
    Rule {
        package: "tongguan-service",
        ours: &["tongguan-core", "tongguan-store", "tongguan-doc"],
        banned: &["rusqlite", "tokio-postgres", "deadpool-postgres", "axum", "hyper", "utoipa", "clap"],
    },
    Rule {
        package: "tongguan-server",
        ours: &["tongguan-core", "tongguan-store", "tongguan-doc", "tongguan-service"],
        banned: &DRIVERS,
    },
];

/// One sentence for each forbidden dependency in the workspace that `metadata` describes.
pub fn faults(metadata: &Value) -> Vec<String> {
    let packages = list(metadata, "packages");
    RULES.iter().flat_map(|rule| faults_of(rule, packages)).collect()
}

fn faults_of(rule: &Rule, packages: &[Value]) -> Vec<String> {
    let Some(package) = packages.iter().find(|package| package["name"] == rule.package) else {
        return vec![format!("{} is not in the workspace", rule.package)];
    };
    list(package, "dependencies")
        .iter()
        .filter(|dependency| dependency["kind"] != "dev")
        .filter_map(|dependency| dependency["name"].as_str())
        .filter(|name| is_forbidden(rule, name))
        .map(|name| format!("{} must not depend on {name}", rule.package))
        .collect()
}

fn is_forbidden(rule: &Rule, name: &str) -> bool {
    let is_ours = name.starts_with("tongguan-");
    (is_ours && !rule.ours.contains(&name)) || rule.banned.contains(&name)
}

fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn workspace(package: &str, name: &str, kind: Option<&str>) -> Value {
        let packages: Vec<Value> = RULES
            .iter()
            .map(|rule| {
                let dependencies =
                    if rule.package == package { json!([{"name": name, "kind": kind}]) } else { json!([]) };
                json!({"name": rule.package, "dependencies": dependencies})
            })
            .collect();
        json!({"packages": packages})
    }

    fn check(package: &str, name: &str, kind: Option<&str>, is_allowed: bool) {
        let faults = faults(&workspace(package, name, kind));
        assert_eq!(faults.is_empty(), is_allowed, "{package} -> {name}: {faults:?}");
    }

    #[test]
    fn who_may_import_whom() {
        check("tongguan-core", "tongguan-store", None, false);
        check("tongguan-core", "tokio", None, false);
        check("tongguan-core", "axum", None, false);
        check("tongguan-core", "rusqlite", None, false);
        check("tongguan-core", "tokio-postgres", None, false);
        check("tongguan-core", "reqwest", None, false);
        check("tongguan-core", "serde", None, true);
        check("tongguan-core", "tongguan-testkit", Some("dev"), true);
        check("tongguan-store", "tongguan-core", None, true);
        check("tongguan-store", "tongguan-doc", None, false);
        check("tongguan-store", "axum", None, false);
        check("tongguan-doc", "tongguan-core", None, true);
        check("tongguan-doc", "tongguan-store", None, false);
        check("tongguan-service", "tongguan-store", None, true);
        check("tongguan-service", "tongguan-server", None, false);
        check("tongguan-service", "axum", None, false);
        check("tongguan-server", "tongguan-service", None, true);
        check("tongguan-server", "tongguan-doc", None, true);
        check("tongguan-server", "rusqlite", Some("build"), false);
        check("tongguan-server", "tongguan-testkit", None, false);
    }

    #[test]
    fn a_missing_crate_is_a_fault() {
        assert_eq!(faults(&json!({"packages": []})).len(), RULES.len());
    }
}
