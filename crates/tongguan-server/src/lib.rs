//! The Tongguan server.
