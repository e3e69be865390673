package dev.jnet.command.mesh;

import dev.jnet.host.privilege.OwnProcess;
import dev.jnet.lab.Lab;
import dev.jnet.lab.Site;
import dev.jnet.lab.UnknownLabException;
import dev.jnet.mesh.Member;
import dev.jnet.mesh.Messages;
import dev.jnet.mesh.OrderRules;
import dev.jnet.mesh.Subjects;
import dev.jnet.mesh.bus.InProcessBus;
import dev.jnet.mesh.bus.Store;
import dev.jnet.network.Network;
import dev.jnet.unit.Nanos;
import dev.jnet.wire.Addresses;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mesh of all hosts of a practice network, with virtual time: each has an agent, and a bus within
 * this process carries their messages.
 *
 * @param names of routers, by their addresses
 */
record PracticeMesh(InProcessBus bus, List<Site> sites, Map<String, String> names) {
  private static final int PORT = 33_333;
  private static final Duration FOREVER = Duration.ofDays(1000);

  /** Opens a practice network, with an agent on each of its hosts. */
  static PracticeMesh open(String lab, long seed, String version) throws IOException {
    try {
      List<Site> sites = OwnProcess.readingForUser(() -> Site.open(lab, seed));
      Map<String, String> names = new HashMap<>();
      OwnProcess.readingForUser(() -> Lab.open(lab, seed))
          .topology()
          .nodes()
          .forEach(
              node ->
                  node.addresses()
                      .forEach(each -> names.put(Addresses.text(each.address()), node.name())));
      return of(sites, names, version);
    } catch (UnknownLabException e) {
      throw Network.noPractice(e);
    }
  }

  /** A mesh of these sites. */
  static PracticeMesh of(List<Site> sites, Map<String, String> names, String version) {
    InProcessBus bus = new InProcessBus(sites.get(0)::now, FOREVER);
    for (Site site : sites) {
      List<Member.Address> addresses =
          site.addresses().stream()
              .map(each -> new Member.Address(Addresses.text(each), PORT))
              .toList();
      Member member = new Member(name(site.name()), addresses, version, site.mtu(), 0, 0);
      OrderRules rules = new OrderRules(member.name(), address -> true);
      Agent agent = new Agent(member, SitePort.of(site), Store.atOnce(bus), rules, notice -> {});
      bus.put(member.name(), Messages.bytes(member));
      bus.serve(Subjects.presence(member.name()), request -> request.answer(new byte[0]));
      bus.serve(Subjects.order(member.name()), agent::obey);
      bus.serve(Subjects.heard(member.name()), agent::tellHeardNow);
    }
    return new PracticeMesh(bus, sites, names);
  }

  /** The first part of a host's name; names of members have no dots. */
  private static String name(String host) {
    return host.split("\\.", -1)[0];
  }

  /** The virtual time in ms. */
  long wallClock() {
    return sites.get(0).now() / Nanos.MILLISECOND;
  }
}
