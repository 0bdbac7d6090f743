//! What the security log speaks of, and who may read it.
//!
//! Promises that the log tells who came in, how, and who changed the ways in; it is apart from business history. Must never name a
//! secret or a text that somebody typed as one.

/// Roles that read the security log: who audits, and who answers for the ways in. Who runs the system does not.
pub const READERS: &[&str] = &["auditor", "security_admin"];

/// Roles that see and end the sessions of others.
pub const KEEPS_SESSIONS: &[&str] = &["sys_admin", "security_admin"];
/// Roles that take a lost second factor away from others.
pub const RESETS_FACTORS: &[&str] = &["security_admin"];
/// Roles that give others a first password.
pub const GIVES_PASSWORDS: &[&str] = &["sys_admin"];

/// Roles that make API keys.
pub const MAKES_KEYS: &[&str] = &["sys_admin"];
/// Roles that revoke API keys.
pub const REVOKES_KEYS: &[&str] = &["sys_admin", "security_admin"];
/// Roles that see all API keys; everybody sees those that speak for him.
pub const SEES_KEYS: &[&str] = &["sys_admin", "security_admin", "auditor"];
/// Roles for whose holders no API key speaks: a program administers nothing.
pub const NO_KEYS: &[&str] = &["sys_admin", "security_admin"];

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
    /// A second factor was enrolled.
    SecondFactorSet "second_factor_set",
    /// A second factor was taken away.
    SecondFactorReset "second_factor_reset",
    /// A recovery code was used in place of a code.
    RecoveryCodeUsed "recovery_code_used",
    /// Other recovery codes were made.
    RecoveryCodesMade "recovery_codes_made",
    /// Somebody who is signed in showed again who he is.
    Confirmed "confirmed",
    /// A person was bound to his id at the identity provider.
    IdentityBound "identity_bound",
    /// An API key was made.
    KeyMade "key_made",
    /// An API key was used, for the first time on a day.
    KeyUsed "key_used",
    /// An API key was used that does not count, or not for this.
    KeyRefused "key_refused",
    /// An API key was revoked.
    KeyRevoked "key_revoked",
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
    /// A master key was added: from now on it seals.
    MasterKeyAdded "master_key_added",
    /// A master key was retired, or is gone.
    MasterKeyRetired "master_key_retired",
}

impl Kind {
    /// The kind of a word.
    pub fn of(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.key() == key)
    }
}
