// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Execution} from "@openzeppelin/contracts/interfaces/draft-IERC7579.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Condition, Grant, Limit, Permission, Policy} from "./Grant.sol";
import {ISessionValidator} from "../../src/session/ISessionValidator.sol";
import {Ledger} from "./Ledger.sol";
import {StackTest} from "./StackTest.sol";

/// @dev Sessions that the account itself pays for, so that only the module can refuse.
abstract contract SessionTest is StackTest {
    Ledger internal ledger;

    function setUp() public virtual override {
        super.setUp();
        ledger = new Ledger();
        vm.deal(address(account), 10 ether);
    }

    function permitLedger(string memory text) internal view returns (Permission memory permission) {
        permission = permit(text);
        permission.target = address(ledger);
    }

    /// @dev With one condition.
    function permitWhen(string memory text, Condition memory one) internal view returns (Permission memory permission) {
        permission = permitLedger(text);
        permission.conditions = only(one);
    }

    function unpaid(Grant memory grant) internal pure returns (Grant memory) {
        grant.paymaster = address(0);
        return grant;
    }

    /// @dev A session with these permissions, enabled by transaction.
    function open(Permission[] memory permissions) internal returns (Grant memory grant) {
        grant = unpaid(makeGrant());
        grant.permissions = permissions;
        grant.maxSpend = 0;
        for (uint256 i = 0; i < permissions.length; ++i) {
            if (bytes(permissions[i].spendArgument).length != 0) grant.maxSpend = 1_000;
        }
        enable(grant);
    }

    function open(Permission memory one) internal returns (Grant memory) {
        Permission[] memory permissions = new Permission[](1);
        permissions[0] = one;
        return open(permissions);
    }

    function open(Permission memory one, Permission memory two) internal returns (Grant memory) {
        return open(both(one, two));
    }

    function both(Permission memory one, Permission memory two) internal pure returns (Permission[] memory pair) {
        pair = new Permission[](2);
        (pair[0], pair[1]) = (one, two);
    }

    function onLedger(bytes memory data) internal view returns (bytes memory) {
        return single(address(ledger), 0, data);
    }

    function calls(bytes memory one, bytes memory two) internal view returns (Execution[] memory list) {
        list = new Execution[](2);
        list[0] = Execution(address(ledger), 0, one);
        list[1] = Execution(address(ledger), 0, two);
    }

    function useAt(Grant memory grant, bytes memory callData, bytes memory hints, uint256 time)
        internal
        view
        returns (PackedUserOperation memory)
    {
        return signUse(operation(grant, callData), grant, hints, uint32(time));
    }

    /// @dev Makes one call of the session's first rule, which the module must allow.
    function allow(Grant memory grant, bytes memory data) internal {
        (bool success,) = handleAndRead(use(grant, onLedger(data), hint(0)));
        assertTrue(success, "allowed, and made");
    }

    function refuse(Grant memory grant, bytes memory data, bytes memory reason) internal {
        expectRefused(use(grant, onLedger(data), hint(0)), reason);
    }

    /// @dev Refused, whatever the reason.
    function refuseAny(PackedUserOperation memory op) internal {
        vm.expectRevert();
        this.handleExternally(op);
    }

    /// @dev Refused because of the value of an argument; the condition is the first.
    function refuseArgument(Grant memory grant, bytes memory data, uint256 seen) internal {
        refuse(grant, data, abi.encodeWithSelector(ISessionValidator.CallArgumentRefused.selector, 0, 0, seen));
    }

    function limits(string memory a, uint96 maxA, string memory b, uint96 maxB)
        internal
        pure
        returns (Limit[] memory list)
    {
        list = new Limit[](2);
        (list[0], list[1]) = (Limit(a, maxA), Limit(b, maxB));
    }

    function policies(address policy, bytes memory config) internal pure returns (Policy[] memory list) {
        list = new Policy[](1);
        list[0] = Policy(policy, config);
    }
}
