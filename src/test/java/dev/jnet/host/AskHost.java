package dev.jnet.host;

import dev.jnet.host.name.NameResolution;
import dev.jnet.host.privilege.Privileges;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;

/**
 * Asks this room from inside a test's network, as a process of its own: a question an argument, an
 * answer a line or several.
 */
final class AskHost {
  private AskHost() {}

  public static void main(String[] questions) throws Exception {
    for (String question : questions) {
      List<String> words = List.of(question.split(" ", -1));
      try {
        answer(words);
      } catch (HostException e) {
        System.out.println(e.kind() + " " + e.errno() + ": " + e.getMessage());
      }
    }
  }

  private static void answer(List<String> words) throws Exception {
    switch (words.get(0)) {
      case "interfaces" -> Interfaces.all().forEach(AskHost::print);
      case "interface" -> print(Interfaces.byName(words.get(1)));
      case "route" -> route(words);
      case "neighbor" ->
          System.out.println(
              Neighbors.lookup(
                      Interfaces.byName(words.get(1)).index(), Addresses.literal(words.get(2)))
                  .map(each -> each.state() + " " + each.mac() + " " + each.known())
                  .orElse("none"));
      case "neighbors" -> System.out.println(Neighbors.all());
      case "resolve" ->
          System.out.println(
              Addresses.text(NameResolution.resolve(words.get(1), Family.valueOf(words.get(2)))));
      case "privileges" -> {
        Privileges here = Privileges.current();
        System.out.println(here.uid() + " " + here.netRaw() + " " + here.netAdmin());
      }
      case "often" -> often(Integer.parseInt(words.get(1)), words.get(2));
      default -> throw new IllegalArgumentException(words.get(0));
    }
  }

  private static void print(Interface each) {
    StringBuilder line = new StringBuilder();
    line.append(each.index()).append(' ').append(each.name()).append(' ').append(each.state());
    line.append(' ').append(each.linkType()).append(' ').append(each.mtu());
    line.append(' ').append(each.ipv6Mtu()).append(' ').append(each.mac());
    for (Interface.Address address : each.addresses()) {
      String text = Addresses.text(address.address());
      String scope = "%" + each.name();
      line.append(' ').append(text.endsWith(scope) ? text.replace(scope, "%self") : text);
      line.append('/').append(address.prefixLength()).append('=').append(address.scopeName());
      if (address.peer() != null) {
        line.append('>').append(Addresses.text(address.peer()));
      }
    }
    System.out.println(line);
  }

  /** {@code route DESTINATION [SOURCE|-] [DEVICE]}. */
  private static void route(List<String> words) throws HostException {
    InetAddress destination = NameResolution.resolve(words.get(1), Family.ANY);
    boolean from = words.size() > 2 && !words.get(2).equals("-");
    Route route =
        Routes.to(
            destination,
            from ? Addresses.literal(words.get(2)) : null,
            words.size() > 3 ? Interfaces.byName(words.get(3)) : null);
    String source = route.source() == null ? "null" : Addresses.text(route.source());
    System.out.println(
        route.type()
            + " "
            + route.device().name()
            + " via "
            + (route.gateway() == null ? "-" : Addresses.text(route.gateway()))
            + " from "
            + source
            + " table "
            + route.table()
            + " mtu "
            + route.mtu()
            + " learned "
            + route.pathMtu()
            + " metric "
            + route.metrics().mtu()
            + " seconds "
            + route.expiresMillis() / 1000);
  }

  /**
   * Reads the whole table again and again; each time an interface and its address must be in it.
   */
  private static void often(int times, String name) throws HostException {
    int seen = 0;
    for (int i = 0; i < times; i++) {
      for (Interface each : Interfaces.all()) {
        seen += each.name().equals(name) && !each.addresses().isEmpty() ? 1 : 0;
      }
    }
    System.out.println("seen " + seen);
  }
}
