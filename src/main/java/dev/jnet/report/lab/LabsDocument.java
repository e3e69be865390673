package dev.jnet.report.lab;

import io.avaje.jsonb.Json;
import java.util.List;

/** The JSON of {@code jnet lab}. */
@Json
public record LabsDocument(String command, List<Network> labs) {

  /**
   * A practice network.
   *
   * @param drawing its picture, line by line
   * @param notes what the picture cannot show
   * @param example the command that shows what the title says; empty where no host is there to ask
   */
  @Json
  public record Network(
      String name,
      String title,
      Client client,
      List<Host> hosts,
      List<String> drawing,
      List<String> notes,
      String example) {}

  /** The machine on which jnet runs in the network, with the MTU of its interface in bytes. */
  @Json
  public record Client(int mtu, List<String> addresses) {}

  /** A machine that can be a target. */
  @Json
  public record Host(String name, List<String> addresses) {}

  /** The document that lists networks. */
  public static LabsDocument of(List<Network> labs) {
    return new LabsDocument("lab", List.copyOf(labs));
  }
}
