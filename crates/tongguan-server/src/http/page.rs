//! The server's own pages: usable without scripts. Who is signed in gets the browser interface in their place.

pub mod door;
pub mod fault;
pub mod html;
pub mod lang;
pub mod password;
pub mod place;
pub mod reference;
pub mod second_factor;
pub mod setup;
pub mod start;
pub mod style;
pub mod template;
pub mod verify;
