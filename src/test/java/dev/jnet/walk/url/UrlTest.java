package dev.jnet.walk.url;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** URLs as people type them, and as redirects have them. */
class UrlTest {
  @ParameterizedTest
  @CsvSource({
    "www.example.org, http://www.example.org/",
    "HTTP://www.example.org:80, http://www.example.org/",
    "https://h:8443/a?b=c#d, https://h:8443/a?b=c",
    "http://h?q, http://h/?q",
    "http://[2001:db8::1]:81/, http://[2001:db8::1]:81/",
    "http://[fe80::1%25eth0]/, http://[fe80::1%eth0]/",
    "http://[fe80::1%eth0]/, http://[fe80::1%eth0]/",
    "ssh://h, ssh://h/",
    "http://h/a b, ''",
    "http://bücher.example/ü, http://xn--bcher-kva.example/%C3%BC",
  })
  void readsWhatPeopleType(String typed, String meant) {
    if (meant.isEmpty()) {
      assertThrows(IllegalArgumentException.class, () -> Url.parse(typed));
    } else {
      assertEquals(meant, Url.parse(typed).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://",
        "http://:80/",
        "http://h:0",
        "http://h:65536",
        "http://h:x",
        "http://a@h",
        "http://::1/",
        "http://[h]/",
        "http://h[/",
        "file:///etc/passwd",
        "ftp://h/file"
      })
  void refusesWhatIsNone(String typed) {
    assertThrows(IllegalArgumentException.class, () -> Url.parse(typed));
  }

  /** The examples of RFC 3986 section 5.4. */
  @ParameterizedTest
  @CsvSource({
    "g, http://a/b/c/g",
    "./g, http://a/b/c/g",
    "g/, http://a/b/c/g/",
    "/g, http://a/g",
    "//g, http://g/",
    "?y, http://a/b/c/d;p?y",
    "g?y, http://a/b/c/g?y",
    "#s, http://a/b/c/d;p",
    "., http://a/b/c/",
    ".., http://a/b/",
    "../g, http://a/b/g",
    "../../g, http://a/g",
    "../../../g, http://a/g",
    "/./g, http://a/g",
    "/../g, http://a/g",
    "g.., http://a/b/c/g..",
    "https://other/x, https://other/x",
    "g?y/../x, http://a/b/c/g?y/../x",
  })
  void resolvesRedirects(String location, String there) {
    assertEquals(there, Url.parse("http://a/b/c/d;p?q").resolve(location).toString());
  }

  @Test
  void anyLocationGivesAUrlOrAnIllegalArgumentException() {
    Url base = Url.parse("http://a/b/c");
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder location = new StringBuilder();
      for (int j = random.nextInt(12); j > 0; j--) {
        location.append(":/.?#[]@%h\u0000\u00fc".charAt(random.nextInt(12)));
      }
      try {
        String path = base.resolve(location.toString()).path();
        assertEquals('/', path.charAt(0), location.toString());
        for (int j = 0; j < path.length(); j++) {
          char c = path.charAt(j);
          assertTrue(c > ' ' && c < 0x7f, location.toString());
        }
      } catch (IllegalArgumentException refused) {
        assertFalse(refused.getMessage().isEmpty());
      }
    }
  }
}
