//! The binary: nothing but a call into the command line.

fn main() {}
