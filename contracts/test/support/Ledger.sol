// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev Functions with arguments of every shape, for sessions to call; it records what reached it.
contract Ledger {
    struct Order {
        address to;
        uint256 amount;
        int64 rate;
    }

    struct Post {
        uint256 topic;
        bytes text;
        uint256[] tags;
    }

    uint256 public amount;
    uint256 public made;
    int256 public rate;

    receive() external payable {
        ++made;
    }

    function order(Order calldata order_) external {
        (amount, rate) = (amount + order_.amount, order_.rate);
        ++made;
    }

    function post(Post calldata post_) external {
        amount += post_.topic;
        ++made;
    }

    /// @dev Its tuple is not the first argument.
    function reply(uint256, address, Post calldata post_) external {
        amount += post_.topic;
        ++made;
    }

    function pay(address, uint256 amount_) external payable {
        amount += amount_;
        ++made;
    }

    function level(int8 rate_) external {
        rate = rate_;
        ++made;
    }

    function tell(string calldata, bytes calldata) external {
        ++made;
    }

    function tag(uint256[] calldata, uint8[2] calldata) external {
        ++made;
    }
}
