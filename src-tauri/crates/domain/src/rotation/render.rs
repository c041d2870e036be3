//! Who is on call at an instant, and over a window; the two always agree.
