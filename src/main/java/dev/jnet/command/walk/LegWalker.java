package dev.jnet.command.walk;

import dev.jnet.command.ConnectOrder;
import dev.jnet.probe.ProgramTraffic;
import dev.jnet.walk.Judge;
import dev.jnet.walk.Leg;
import dev.jnet.walk.Naming;
import dev.jnet.walk.Walk.Verdict;
import dev.jnet.walk.url.Url;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Walks one leg: finds the addresses of the name, and tries them in turn (RFC 8305). */
final class LegWalker {
  private final Journey journey;
  private final WalkPlan plan;
  private final AddressWalker addresses;

  LegWalker(Journey journey, WalkPlan plan) {
    this.journey = journey;
    this.plan = plan;
    this.addresses = new AddressWalker(journey, plan);
  }

  /** A leg as far as it went, its verdict, and how the packets of programs fare there. */
  record Result(Leg leg, Verdict verdict, ProgramTraffic programs) {
    /** A leg on which the kernel was not asked. */
    Result(Leg leg, Verdict verdict) {
      this(leg, verdict, ProgramTraffic.SAME);
    }
  }

  /** The leg to a URL. */
  Result walk(Url url) throws IOException {
    Naming naming = new NameFinder(journey, plan.family(), plan.dns()).find(url.host());
    Leg leg = Leg.begun(url, naming);
    Optional<Verdict> nameless = Judge.of(naming);
    if (nameless.isPresent()) {
      return new Result(leg, addresses.unlessStopped(nameless.get()));
    }
    List<InetAddress> usable = naming.addresses().stream().filter(plan.family()::includes).toList();
    List<InetAddress> order = ConnectOrder.of(naming.chosen().orElseThrow(), usable);
    List<Naming.PassedOver> passedOver = new ArrayList<>();
    for (InetAddress address : order.subList(0, order.size() - 1)) {
      Leg tried = Leg.begun(url, naming.using(address, passedOver));
      Result result = addresses.walk(tried, true);
      if (result.verdict().isConnected() || journey.isStopped()) {
        return result;
      }
      long spent = result.leg().split().connect();
      passedOver.add(new Naming.PassedOver(address, result.verdict().outcome(), spent));
    }
    InetAddress last = order.get(order.size() - 1);
    return addresses.walk(Leg.begun(url, naming.using(last, passedOver)), false);
  }
}
