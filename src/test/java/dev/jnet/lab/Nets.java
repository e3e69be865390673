package dev.jnet.lab;

/** Small networks for tests. */
final class Nets {
  private Nets() {}

  /** client – router – target; what is set next is set on the router. */
  static TopologyBuilder router() {
    return new TopologyBuilder("a path")
        .client("client", "10.0.0.2/24", "2001:db8::2/64")
        .host("target", "10.2.0.1/24", "2001:db8:2::1/64")
        .router("router", "10.0.0.1/24", "2001:db8::1/64");
  }

  /** client – router – target; what is set next is set on the target. */
  static TopologyBuilder target() {
    return new TopologyBuilder("a path")
        .client("client", "10.0.0.2/24", "2001:db8::2/64")
        .router("router", "10.0.0.1/24", "2001:db8::1/64")
        .host("target", "10.2.0.1/24", "2001:db8:2::1/64");
  }

  /** Connects them; what is set next is set on the link from the router to the target. */
  static TopologyBuilder link(TopologyBuilder nodes, int mtu) {
    return nodes.link("client", "router").link("router", "target").set(Setting.MTU, mtu);
  }

  /** All of it, with a second link of this MTU. */
  static TopologyBuilder path(int mtu) {
    return link(router(), mtu);
  }
}
