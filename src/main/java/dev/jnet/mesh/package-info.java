/**
 * Which link between many sites is at fault, and in which direction? Members send each other
 * packets, the receiver tells which of them arrived, and what all pairs say together names a link.
 */
package dev.jnet.mesh;
