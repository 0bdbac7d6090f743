//! Sixty made-up customers, each with the three people of its decision chain.

use std::sync::LazyLock;

/// A customer.
#[derive(Debug)]
pub struct Customer {
    /// Legal name.
    pub name: &'static str,
    /// Its place: division code of GB/T 2260, then the name.
    pub region: &'static str,
    /// Industry, GB/T 4754.
    pub industry: &'static str,
    /// Option of 客户性质.
    pub nature: &'static str,
    /// Option of 企业规模类型.
    pub size_class: &'static str,
    /// Decision maker, technical evaluator, budget approver.
    pub people: [&'static str; 3],
}

impl Customer {
    /// A mail address at the customer's own domain.
    pub fn mail(&self, who: &str) -> String {
        let number = CUSTOMERS.iter().position(|one| one.name == self.name).unwrap_or(0);
        format!("{who}@customer{number:02}.example")
    }
}

/// All of them; the table beside this file has a customer a line, in the order of the fields.
pub static CUSTOMERS: LazyLock<Vec<Customer>> =
    LazyLock::new(|| include_str!("customers.tsv").lines().filter_map(read).collect());

fn read(line: &'static str) -> Option<Customer> {
    let mut cells = line.split('\t');
    let mut next = || cells.next();
    let (name, region, industry) = (next()?, next()?, next()?);
    let (nature, size_class) = (next()?, next()?);
    Some(Customer { name, region, industry, nature, size_class, people: [next()?, next()?, next()?] })
}
