//! Contact data as it is shown to whoever need not call: enough to tell two people apart, too little to reach either.
//!
//! Promises that what is masked cannot be read back, and that a masked value that comes back with a form changes nothing.

use super::Contact;
use crate::id::PersonId;
use crate::organization::Organization;
use crate::sight::why::is_above;

/// What stands for what is left out.
pub(crate) const STARS: &str = "****";

/// Whether somebody has the contacts of a customer shown in full without asking: who owns it, who sells to it, and those above them.
pub fn sees_plain(organization: &Organization, person: PersonId, owners: &[PersonId]) -> bool {
    let mut all = owners.iter();
    organization.is_active(person)
        && all.any(|owner| *owner == person || is_above(organization, person, *owner))
}

/// A phone with its beginning and its last four figures: `138****5678`.
pub fn phone(text: &str) -> String {
    let all: Vec<char> = text.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    match all.len() {
        0..=7 => STARS.to_owned(),
        long => {
            let (head, tail): (String, String) =
                (all[..3].iter().collect(), all[long - 4..].iter().collect());
            format!("{head}{STARS}{tail}")
        }
    }
}

/// A mail address with its first letter and its domain.
pub fn email(text: &str) -> String {
    let (name, domain) = text.split_once('@').unwrap_or((text, ""));
    let first: String = name.chars().take(1).collect();
    format!("{first}{STARS}@{domain}")
}

/// Anything else with its first letter.
pub fn handle(text: &str) -> String {
    let first: String = text.chars().take(1).collect();
    format!("{first}{STARS}")
}

/// The contact without what reaches the person.
pub fn masked(contact: &Contact) -> Contact {
    Contact {
        phone: contact.phone.as_deref().map(phone),
        email: contact.email.as_deref().map(email),
        wecom: contact.wecom.as_deref().map(handle),
        ..contact.clone()
    }
}

/// A value from a form: what was shown masked and came back so is still what it was.
pub fn kept(typed: Option<String>, before: Option<&String>, mask: fn(&str) -> String) -> Option<String> {
    match before {
        Some(before) if typed.as_deref() == Some(mask(before).as_str()) => Some(before.clone()),
        _ => typed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_masked_value_tells_two_apart_and_reaches_nobody() {
        for (mask, plain, shown) in [
            (phone as fn(&str) -> String, "13812345678", "138****5678"),
            (phone, "0571-8888 0000", "057****0000"),
            (phone, "+86 138 1234 5678", "+86****5678"),
            (phone, "1234567", "****"),
            (email, "wang@example.com", "w****@example.com"),
            (email, "no-address", "n****@"),
            (handle, "王工微信", "王****"),
        ] {
            assert_eq!(mask(plain), shown);
            assert_eq!(kept(Some(shown.to_owned()), Some(&plain.to_owned()), mask).as_deref(), Some(plain));
        }
        assert_eq!(kept(Some("139".to_owned()), Some(&"138".to_owned()), phone).as_deref(), Some("139"));
        assert_eq!(kept(None, Some(&"13812345678".to_owned()), phone), None);
    }
}
