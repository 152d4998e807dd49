/// What the rules of a firewall do with a TFTP server's datagrams, as far as they can be read: rules of nftables and of
/// iptables become one model, and one walk through it tells what happens to a datagram of which only ports and
/// direction
/// are known.
package dev.trivet.app.doctor.firewall;
