// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";

import {Grant, Permission} from "../support/Grant.sol";
import {StackTest} from "../support/StackTest.sol";

contract Money is ERC20("Money", "MNY") {
    constructor(address holder) {
        _mint(holder, 1_000_000);
    }
}

/// @dev Other products on a module deployed by somebody else, whose sessions may last thirty days. Each use case works, and each
/// of its limits is attacked.
abstract contract UseCaseTest is StackTest {
    function maxDuration() internal pure override returns (uint48) {
        return 30 days;
    }

    /// @dev A session of thirty days with these permissions.
    function monthOf(Permission[] memory permissions) internal view returns (Grant memory grant) {
        grant = makeGrant();
        grant.permissions = permissions;
        grant.maxSpend = 0;
        grant.validUntil = grant.validAfter + 30 days;
    }

    function monthOf(Permission memory permission) internal view returns (Grant memory) {
        Permission[] memory permissions = new Permission[](1);
        permissions[0] = permission;
        return monthOf(permissions);
    }

    /// @dev Plays a call by rule 0, which must be executed.
    function plays(Grant memory grant, address to, bytes memory data) internal {
        plays(grant, to, 0, data, 0);
    }

    function plays(Grant memory grant, address to, uint256 value, bytes memory data, uint8 rule) internal {
        (bool success,) = handleAndRead(_operation(grant, to, value, data, rule));
        assertTrue(success, "the call was made");
    }

    /// @dev Plays a call that validation must refuse with this error.
    function refuses(Grant memory grant, address to, bytes memory data, bytes memory reason) internal {
        expectRefused(_operation(grant, to, 0, data, 0), reason);
    }

    function refuses(Grant memory grant, address to, uint256 value, bytes memory data, uint8 rule, bytes memory reason)
        internal
    {
        expectRefused(_operation(grant, to, value, data, rule), reason);
    }

    /// @dev The first operation shows the voucher and enables; later ones carry the rules. Names the period of this second.
    function _operation(Grant memory grant, address to, uint256 value, bytes memory data, uint8 rule)
        internal
        view
        returns (PackedUserOperation memory op)
    {
        op = operation(grant, single(to, value, data));
        uint32 time = uint32(vm.getBlockTimestamp());
        if (sessionNow(grant).isLive) return signUse(op, grant, hint(rule), time);
        op.paymasterAndData = sponsored(voucherFor(grant));
        return signFirst(op, grant, hint(rule), time, signGrant(grant));
    }
}
