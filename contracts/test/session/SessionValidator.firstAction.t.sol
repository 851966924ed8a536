// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {PlayerAccount} from "../../src/account/PlayerAccount.sol";
import {Grant} from "../../src/session/Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {StackTest} from "../support/StackTest.sol";

/// @dev The flow of the project: one operation deploys the account, enables the session and plays.
contract FirstActionTest is StackTest {
    function test_oneOperation_deploysEnablesAndPlays() public {
        bytes32 salt = keccak256("another");
        account = PlayerAccount(payable(_predictAccount(salt)));
        assertEq(address(account).code.length, 0, "not deployed before");

        Grant memory grant = makeGrant();
        grant.epoch = 1;
        PackedUserOperation memory op = operation(callPlay(5));
        op.initCode = _initCode(salt);
        handle(signFirst(op, grant));

        assertEq(account.owner(), ownerBytes(), "owner");
        assertEq(target.played(), 5, "played");
        assertEq(target.lastCaller(), address(account), "caller is the account");
        ISessionValidator.Session memory session = validator.sessionOf(address(account), sessionId());
        assertEq(uint8(session.status), uint8(ISessionValidator.Status.Enabled), "enabled");
        assertEq(session.actionsLeft, 99, "one action counted");
    }

    function test_nextOperation_goesWithoutTheGrant() public {
        handle(signFirst(operation(callPlay(5)), makeGrant()));
        uint256 gasBefore = gasleft();
        handle(signUse(operation(callPlay(6))));
        emit log_named_uint("gas of a steady operation (call, isolated not)", gasBefore - gasleft());
        assertEq(target.played(), 11, "both played");
    }
}
