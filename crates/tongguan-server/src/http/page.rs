//! The server's own pages: plain, without scripts. The browser UI, where it is built in, takes the place of `/`.

pub mod home;
pub mod html;
pub mod reference;
pub mod style;
