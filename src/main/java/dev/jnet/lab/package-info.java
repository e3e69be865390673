/**
 * The practice network: an internet with a virtual clock, for tests, examples, and users who have
 * neither root nor network.
 *
 * <p>A {@link dev.jnet.lab.Topology} describes the machines and how they are connected. A {@link
 * dev.jnet.lab.Lab} runs it, and jnet reaches it by a {@link dev.jnet.link.Link}. Packets travel
 * from machine to machine as events in a queue. When jnet waits, the clock jumps to the next event.
 * All randomness comes from one seed, so that a run can be repeated byte for byte. The machines
 * read and write packets only through {@link dev.jnet.wire}, as jnet itself does.
 *
 * <h2>Topology files</h2>
 *
 * <p>Each line describes one thing. {@code #} begins a comment. Blanks separate words. The title
 * comes first, then nodes and links; a line {@code try} names the command that shows it. A link
 * comes after its nodes. Built-in files have the same format, and {@code --lab ./my.lab} takes a
 * file of your own:
 *
 * <pre>
 * title  A home line: PPPoE takes 8 bytes
 * try    mtu www.lab.test
 * client laptop       192.168.1.20/24 2001:db8:1::20/64
 * router gateway      192.168.1.1/24  2001:db8:1::1/64  icmp-rate 1
 * host   www.lab.test 198.51.100.80   2001:db8:80::80   alias lab.test ttl 128
 * link   laptop gateway        mtu 1500 delay 300us
 * link   gateway www.lab.test  mtu 1492 delay 8ms loss 1% back mtu 1400
 * </pre>
 *
 * <ul>
 *   <li>A node has a name, at most one address of each IP version, and then settings. {@code alias
 *       NAME} and {@code mac ADDRESS} are possible. A prefix length after an address makes the
 *       whole network known: for its unused addresses the router reports "host unreachable".
 *   <li>Nodes that are linked to the client are on its Ethernet and answer its ARP. The first
 *       router among them is its gateway. Packets to addresses of no known network end at the last
 *       router.
 *   <li>Settings of a link apply to both directions. After {@code there} they apply only from the
 *       first node to the second, after {@code back} only from the second to the first.
 *   <li>{@link dev.jnet.lab.Setting} lists all settings with their units and ranges.
 * </ul>
 */
package dev.jnet.lab;
