// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Ballot
/// @notice One vote for each account and proposal; the account may change it.
contract Ballot {
    mapping(uint256 proposal => mapping(address voter => bytes32 choice)) public voteOf;

    event Voted(uint256 indexed proposal, address indexed voter, bytes32 choice);

    function vote(uint256 proposal, bytes32 choice) external {
        voteOf[proposal][msg.sender] = choice;
        emit Voted(proposal, msg.sender, choice);
    }
}
