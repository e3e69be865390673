package dev.jnet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is an address, and what is a name. */
class AddressesTest {
  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "192.0.2.1", "255.255.255.255", "::", "2001:db8::1"})
  void readsLiterals(String text) {
    assertTrue(Addresses.isLiteral(text));
    assertEquals(text, Addresses.text(Addresses.literal(text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "1",
        "10.1",
        "1.2.3",
        "1.2.3.",
        ".1.2.3",
        "1..2.3",
        "1.2.3.4.5",
        "256.1.1.1",
        "1.2.3.0004",
        "1.2.3.4a",
        "a.b.c.d",
        "example.org",
        "2001:db8::g",
        "1:2",
        "::1%nowhere"
      })
  void leavesOtherSpellingsToTheSystem(String text) {
    assertFalse(Addresses.isLiteral(text));
    assertThrows(IllegalArgumentException.class, () -> Addresses.literal(text));
  }

  @Test
  void digitsOfOtherScriptsAreNotDigits() {
    assertFalse(Addresses.isLiteral("\u0661.1.1.1"));
  }
}
