package dev.jnet.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        '\t',
        '\n',
        '\r',
        0x1b,
        0x7f,
        0x80,
        0x9b,
        0x9f, // control characters
        0xad,
        0x200b,
        0x200d,
        0xfeff, // invisible ones
        0x200e,
        0x202e,
        0x2066, // the direction of writing
        0x2028,
        0x2029, // line and paragraph separators
        0xd800,
        0xdfff // halves of a pair of surrogates
      })
  void characterThatATerminalObeysOrHidesIsNotHarmless(int codePoint) {
    assertFalse(Plain.isHarmless(codePoint));
  }

  @ParameterizedTest
  @ValueSource(ints = {' ', '~', 0xa0, 'ä', 0x3a9, 0x4e2d, 0x1f600})
  void printableCharactersAreHarmless(int codePoint) {
    assertTrue(Plain.isHarmless(codePoint));
  }

  @Test
  void replacesTheFirstCharacterOfACursorSequence() {
    assertEquals(".[2Jok.2J", Plain.line("\u001b[2Jok\u009b2J"));
  }

  @Test
  void lineEndsAreKeptOnlyInTextOfSeveralLines() {
    assertEquals("a.b", Plain.line("a\nb"));
    assertEquals("a\nb.", Plain.lines("a\nb\r"));
  }

  @Test
  void characterBeyond16BitsStaysWholeAndHalfOfOneBecomesADot() {
    assertEquals("😀!", Plain.line("😀!"));
    assertEquals(".!", Plain.line("\ud83d!"));
  }
}
