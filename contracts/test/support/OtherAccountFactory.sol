// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";

import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {OtherAccount} from "./OtherAccount.sol";

string constant OTHER_ACCOUNT_FACTORY = "OtherAccountFactory.sol:OtherAccountFactory";

/// @dev Creates OtherAccounts as clones, with the session module installed.
contract OtherAccountFactory {
    OtherAccount public immutable IMPLEMENTATION;

    constructor(address entryPoint, ISessionValidator sessions) {
        IMPLEMENTATION = new OtherAccount(entryPoint, sessions);
    }

    function createAccount(bytes calldata owner, bytes32 salt) external returns (address account) {
        account = getAddress(owner, salt);
        if (account.code.length != 0) return account;
        Clones.cloneDeterministic(address(IMPLEMENTATION), keccak256(abi.encode(owner, salt)));
        OtherAccount(payable(account)).initialize(owner);
    }

    function getAddress(bytes calldata owner, bytes32 salt) public view returns (address) {
        return Clones.predictDeterministicAddress(address(IMPLEMENTATION), keccak256(abi.encode(owner, salt)));
    }
}
