#pragma once
#include <fribidi.h>

// FriBidi's constants are macros that Swift does not import.
static inline FriBidiParType bidi_left_to_right(void) { return FRIBIDI_PAR_LTR; }
static inline FriBidiParType bidi_right_to_left(void) { return FRIBIDI_PAR_RTL; }
static inline FriBidiParType bidi_first_strong(void) { return FRIBIDI_PAR_ON; }
static inline FriBidiParType bidi_weak_right_to_left(void) { return FRIBIDI_PAR_WRTL; }
