//! Names by id: people, departments, customers.
//!
//! Promises that the names of a whole company are shared and not copied for each answer.

use std::collections::BTreeMap;
use std::sync::Arc;

use uuid::Uuid;

/// Names by id, over names that are known already.
#[derive(Debug, Clone, Default)]
pub struct Names {
    own: BTreeMap<Uuid, String>,
    known: Option<Arc<Names>>,
}

impl Names {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// None besides those that are known.
    pub fn over(known: Arc<Names>) -> Self {
        Self { own: BTreeMap::new(), known: Some(known) }
    }

    /// The name of an id.
    pub fn get(&self, id: &Uuid) -> Option<&String> {
        self.own.get(id).or_else(|| self.known.as_ref()?.get(id))
    }
}

impl Extend<(Uuid, String)> for Names {
    fn extend<T: IntoIterator<Item = (Uuid, String)>>(&mut self, names: T) {
        self.own.extend(names);
    }
}

impl FromIterator<(Uuid, String)> for Names {
    fn from_iter<T: IntoIterator<Item = (Uuid, String)>>(names: T) -> Self {
        Self { own: names.into_iter().collect(), known: None }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_its_own_comes_before_one_that_is_shared() {
        let (one, two) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let shared: Names = [(one, "张三".to_owned()), (two, "李四".to_owned())].into_iter().collect();
        let mut names = Names::over(Arc::new(shared));
        names.extend([(two, "李思".to_owned())]);
        let found = [one, two, Uuid::nil()].map(|id| names.get(&id).map(String::as_str));
        assert_eq!(found, [Some("张三"), Some("李思"), None]);
    }
}
