package dev.jnet.command.mesh;

import dev.jnet.lab.Site;
import dev.jnet.link.FirstHop;
import dev.jnet.link.Link;
import dev.jnet.unit.Nanos;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.LongSupplier;

/**
 * A member's way to a practice network. Messages come within the request, so nobody waits for them.
 *
 * @param link by which the site sends and receives
 * @param losses how many frames that link could not capture
 */
record SitePort(Site site, Link link, LongSupplier losses) implements MemberPort {
  /** A port that loses nothing. */
  static SitePort of(Site site) {
    return new SitePort(site, site, () -> 0);
  }

  @Override
  public void wake() {
    // nobody waits
  }

  @Override
  public FirstHop hop(InetAddress target) throws IOException {
    return site.hop(target);
  }

  @Override
  public long lost() {
    return losses.getAsLong();
  }

  @Override
  public long wallClock() {
    return site.now() / Nanos.MILLISECOND;
  }
}
