package dev.jnet.walk;

import dev.jnet.walk.Walk.Outcome;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.url.Url;
import java.util.Optional;

/**
 * A redirect, and whether a walk follows it.
 *
 * @param from the URL that was asked for
 * @param location the Location field of the answer (RFC 9110 section 10.2.2)
 * @param followed how many redirects this walk has followed before
 */
public record Redirect(Url from, String location, int followed) {
  /** Why the walk ends here; empty when it goes on. */
  public Optional<Verdict> obstacle() {
    if (followed >= Walk.MAX_REDIRECTS) {
      return Optional.of(new Verdict(Outcome.TOO_MANY_REDIRECTS, location));
    }
    try {
      target();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(new Verdict(Outcome.BAD_REDIRECT, location + ": " + e.getMessage()));
    }
  }

  /**
   * Where it leads.
   *
   * @throws IllegalArgumentException when a walk cannot go there
   */
  public Url target() {
    return from.resolve(location);
  }
}
