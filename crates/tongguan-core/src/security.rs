//! What the security log speaks of, and who may read it.
//!
//! Promises that the log tells who came in, how, and who changed the ways in; it is apart from business history. Must never name a
//! secret or a text that somebody typed as one.

/// Roles that read the security log: who audits, and who answers for the ways in. Who runs the system does not.
pub const READERS: &[&str] = &["auditor", "security_admin"];

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident $key:literal,)*) => {
        /// What a line of the security log is about.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All kinds, in the order in which people choose among them.
            pub const ALL: &'static [Kind] = &[$(Kind::$kind),*];

            /// The word in the table and on the wire.
            pub fn key(self) -> &'static str {
                match self {
                    $(Kind::$kind => $key,)*
                }
            }
        }
    };
}

kinds! {
    /// Somebody signed in, or could not.
    SignIn "sign_in",
    /// An attempt to sign in met a lock.
    Locked "locked",
    /// Somebody signed out.
    SignOut "sign_out",
    /// A session was ended from another one.
    SessionEnded "session_ended",
    /// A password was set.
    PasswordSet "password_set",
    /// A person was disabled.
    PersonDisabled "person_disabled",
    /// A person was enabled again.
    PersonEnabled "person_enabled",
    /// Somebody was given a post, and its role with it.
    RoleGranted "role_granted",
    /// Somebody lost a post.
    RoleTaken "role_taken",
    /// A setting that guards the ways in was changed.
    SettingChanged "setting_changed",
}

impl Kind {
    /// The kind of a word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}
