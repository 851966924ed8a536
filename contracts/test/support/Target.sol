// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @dev A contract that tests grant sessions on; it records what reached it.
contract Target {
    uint256 public played;
    uint256 public spent;
    uint256 public received;
    int256 public level;
    address public lastCaller;
    uint256 public emptyCalls;

    error Refused(uint256 value);

    /// @dev No permission can name this: a session that reaches it has left its grant.
    receive() external payable {
        ++emptyCalls;
    }

    function play(uint256 value) external payable {
        played += value;
        received += msg.value;
        lastCaller = msg.sender;
    }

    function spend(uint256, uint256 amount) external {
        spent += amount;
    }

    function setLevel(int256 value) external {
        level = value;
    }

    function place(address, bytes4, bool, uint8) external {
        ++played;
    }

    function fail(uint256 value) external pure {
        revert Refused(value);
    }

    function forbidden() external {
        played = type(uint256).max;
    }
}
