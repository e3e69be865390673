package dev.jnet.exporter.module;

import dev.jnet.exporter.HttpSettings;
import dev.jnet.exporter.StepwiseQuestion;
import dev.jnet.host.Family;
import dev.jnet.walk.Walk;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.util.function.BiPredicate;

/** Walks to a URL, as {@code jnet walk} does. */
public interface PageWalker {
  /**
   * A page to fetch.
   *
   * @param settings how
   * @param family of the addresses to use
   * @param time how long it may take, in ns
   * @param mayAsk whether a host may be asked at an address: a redirect may lead anywhere
   */
  record Request(
      Url url,
      HttpSettings settings,
      Family family,
      long time,
      BiPredicate<String, InetAddress> mayAsk) {}

  /**
   * The whole walk, whatever it came to.
   *
   * @throws IOException when it cannot begin
   */
  Walk walk(Request request, StepwiseQuestion.Setting setting) throws IOException;
}
