//! What the children that work with a stranger's file have in common. They are the same program, started with a hidden subcommand, with
//! limits of their own and no environment but this.

/// What the allocator is told: to take memory as it is needed, since what it would lay by counts against the child's limit.
pub const MEMORY_AS_NEEDED: [(&str, &str); 2] =
    [("MIMALLOC_ARENA_EAGER_COMMIT", "0"), ("MIMALLOC_ARENA_RESERVE", "32MiB")];
