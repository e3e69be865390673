package dev.jnet.walk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.url.Url;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RedirectTest {
  private static final Url FROM = Url.parse("http://www.lab.test/a/b");

  @Test
  void redirectLeadsToAnotherPathOfTheSameHost() {
    Redirect redirect = new Redirect(FROM, "/c", 0);
    assertEquals(Optional.empty(), redirect.obstacle());
    assertEquals(Url.parse("http://www.lab.test/c"), redirect.target());
  }

  @Test
  void redirectThatCannotBeFetchedEndsTheWalk() {
    Verdict verdict = new Redirect(FROM, "gopher://www.lab.test/", 0).obstacle().orElseThrow();
    assertEquals(Outcome.BAD_REDIRECT, verdict.outcome());
    assertTrue(verdict.detail().startsWith("gopher://www.lab.test/: "), verdict.detail());
  }

  @Test
  void redirectsAreFollowedAtMostFiveTimes() {
    assertEquals(Optional.empty(), new Redirect(FROM, "/c", 4).obstacle());
    assertEquals(
        Optional.of(new Verdict(Outcome.TOO_MANY_REDIRECTS, "/c")),
        new Redirect(FROM, "/c", 5).obstacle());
  }
}
