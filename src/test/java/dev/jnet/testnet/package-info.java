/**
 * Networks for tests: hosts, routers and cables, made of Linux network namespaces.
 *
 * <p>A simulated network says what we believe about networks; here the kernel itself routes, drops,
 * splits and complains. A {@link dev.jnet.testnet.TestNet} lives as long as one test and takes
 * everything with it when it is closed: namespaces, processes, files. What a killed run left
 * behind, the next one removes.
 *
 * <pre>{@code
 * @NamespaceTest
 * class MtuIT {
 *   @Test
 *   void findsTheNarrowestLink() {
 *     try (TestNet net = TestNet.create()) {
 *       Chain chain = net.chain(1500, 1480, 1400);
 *       Outcome mtu = chain.client().jnet("mtu", "-q", chain.server().ipv4());
 *       assertEquals("1400\n", mtu.out());
 *     }
 *   }
 * }
 * }</pre>
 */
package dev.jnet.testnet;
