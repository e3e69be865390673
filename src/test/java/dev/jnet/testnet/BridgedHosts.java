package dev.jnet.testnet;

/**
 * A client and a server on one link. The client's addresses are on a bridge of its own, {@code
 * br0}, whose only port is {@code eth0}.
 */
public record BridgedHosts(Host client, Host server) {
  /**
   * Lays the link: 198.18.0.1 and 2001:db8::1 are the client's, 198.18.0.2 and 2001:db8::2 the
   * server's.
   *
   * @param more lines for {@code ip -batch} on the client, after the bridge is there
   */
  public static BridgedHosts on(TestNet net, String... more) {
    Host client = net.host("client");
    Host server = net.host("server");
    net.cable(client, server).addresses("198.18.0.1/24", "198.18.0.2/24").lay();
    client.ip(
        "addr flush dev eth0",
        "link add br0 type bridge",
        "link set eth0 master br0",
        "link set br0 up",
        "addr add 198.18.0.1/24 dev br0",
        "addr add 2001:db8::1/64 dev br0 nodad");
    if (more.length > 0) {
      client.ip(more);
    }
    server.ip("addr add 2001:db8::2/64 dev eth0 nodad");
    return new BridgedHosts(client, server);
  }
}
