/** Which searches for the path MTU are made: for each kind of probe, and for each flow. */
package dev.jnet.mtu.plan;
